import {
	type Agent,
	type Conversation,
	emptyConversation,
	emptyState,
	type Monitor,
	type State,
} from "../../../src/core/session/state.ts";
import type { Approval } from "../../../src/model/approval.ts";
import type { Event } from "../../../src/model/event.ts";
import { monitorSpecSchema } from "../../../src/model/monitor.ts";
import type { Message } from "../../../src/model/turn.ts";
import type { PaintContext } from "../../../src/tui/paint/picture.ts";
import { createTheme, type Theme } from "../../../src/tui/paint/theme.ts";
import type { PaneBox } from "../../../src/tui/ui/layout.ts";
import { initialUi, type UiState } from "../../../src/tui/ui/ui-state.ts";

/** 12:41:00 on a day, in milliseconds since the epoch. */
export const noon41 = Date.UTC(2026, 7, 1, 12, 41, 0);

export const colored = createTheme({ color: true, unicode: true });
export const plain = createTheme({ color: false, unicode: true });
export const ascii = createTheme({ color: false, unicode: false });

/** The time of day in UTC, so that a test says the same everywhere. */
export function clock(ms: number): string {
	return new Date(ms).toISOString().slice(11, 19);
}

export function sampleUi(changes: Partial<UiState> = {}): UiState {
	return { ...initialUi({ cols: 200, rows: 50, now: noon41, watch: false }), ...changes };
}

export function sampleContext(changes: Partial<UiState> = {}, theme: Theme = colored): PaintContext {
	return { ui: sampleUi(changes), theme, clock };
}

export function sampleEvent(changes: Partial<Event> = {}): Event {
	return {
		id: "e1",
		monitor: "m1",
		seq: 1,
		at: noon41 - 2000,
		kind: "output",
		text: "✓ cart totals",
		lines: 1,
		cut: { lines: 0, bytes: 0 },
		partial: false,
		verdict: "forwarded",
		by: "policy",
		...changes,
	};
}

/** A monitor that has run for four minutes. Its counts follow its events unless they are given. */
export function sampleMonitor(changes: Partial<Monitor> & { name?: string } = {}): Monitor {
	const { name = "tests", ...rest } = changes;
	const counts = { total: 0, held: 0, forwarded: 0, muted: 0, dropped: 0, suppressed: 0 };
	for (const event of rest.events ?? []) {
		counts.total += 1;
		counts[event.verdict] += 1;
	}
	return {
		id: "m1",
		spec: monitorSpecSchema.parse({ name, command: ["npm", "test"], cwd: "/home/ada/src/shop" }),
		agents: [],
		state: "running",
		policy: "auto",
		policyBeforeMute: "auto",
		sandboxed: true,
		runs: 1,
		startedAt: noon41 - 4 * 60_000,
		counts,
		events: [],
		...rest,
	};
}

/** An idle agent, with a part of its conversation when one is given. */
export function sampleAgent(changes: Partial<Agent> = {}, talk: Partial<Conversation> = {}): Agent {
	const conversation = { ...emptyConversation, ...talk };
	return {
		id: "claude",
		kind: "claude",
		label: "claude",
		state: "ready",
		plan: [],
		commands: [],
		conversation,
		...changes,
	};
}

export function sampleState(changes: Partial<State> = {}): State {
	return {
		...emptyState,
		cwd: "/home/ada/src/shop",
		agents: { claude: sampleAgent() },
		lead: "claude",
		sandbox: { available: true, label: "bubblewrap" },
		counters: { events: 0, runs: 3, approvals: 0, monitors: 0, turns: 0 },
		...changes,
	};
}

export function sampleMessage(changes: Partial<Message> = {}): Message {
	return { seq: 1, at: noon41, from: "person", text: "watch the tests", events: [], kind: "text", ...changes };
}

export function sampleApproval(changes: Partial<Approval> = {}, command = ["npm", "test", "--", "--watch"]): Approval {
	const spec = monitorSpecSchema.parse({ name: "tests", command, cwd: "/home/ada/src/shop" });
	return { id: "a1", at: noon41, by: "agent", proposal: { type: "start", spec, agents: [] }, why: "", ...changes };
}

/** A pane of a size at the upper left corner, a quarter of its inside for events. */
export function sampleBox(width: number, height: number, monitor = "m1"): PaneBox {
	const events = Math.max(1, Math.floor((height - 3) / 4));
	const screen = height - 3 - events;
	return {
		monitor,
		frame: { x: 0, y: 0, width, height },
		screen: { x: 1, y: 1, width: width - 2, height: screen },
		events: { x: 1, y: 2 + screen, width: width - 2, height: events },
	};
}

const esc = String.fromCharCode(27);
const styles = new RegExp(`${esc}\\[[\\d;:]*m`, "g");

/** Rows without their styles. */
export function bare(rows: readonly string[]): string[] {
	return rows.map((row) => row.replace(styles, ""));
}

/** Rows without their styles and without the blanks at their ends, as one text to compare with. */
export function frame(rows: readonly string[]): string {
	return `\n${bare(rows)
		.map((row) => row.trimEnd())
		.join("\n")}\n`;
}
