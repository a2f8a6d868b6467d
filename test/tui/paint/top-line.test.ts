import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Conversation, State } from "../../../src/core/session/state.ts";
import { paintTopLine } from "../../../src/tui/paint/top-line.ts";
import { displayWidth } from "../../../src/tui/screen/cells.ts";
import type { UiState } from "../../../src/tui/ui/ui-state.ts";
import {
	ascii,
	bare,
	plain,
	sampleAgent,
	sampleApproval,
	sampleContext,
	sampleEvent,
	sampleMonitor,
	sampleState,
} from "./samples.ts";

function line(changes: Partial<State> = {}, ui: Partial<UiState> = {}): string {
	const context = sampleContext({ cols: 160, ...ui }, plain);
	return bare([paintTopLine(sampleState(changes), context, "/home/ada")])[0] ?? "";
}

function talking(changes: Partial<Conversation>): Partial<State> {
	return { agents: { claude: sampleAgent({}, changes) } };
}

const turn = { id: "t1", origin: "person", startedAt: 0, cancelling: false } as const;
const held = sampleMonitor({ events: [sampleEvent({ verdict: "held" })] });

describe("the top line", () => {
	it("says where, who, how safe, and how much", () => {
		expect(line()).toBe(` monmux ~/src/shop   agent claude ● idle   sandbox ● on   runs 3/200${" ".repeat(86)}12:41 `);
	});

	it.each([
		["a working agent", talking({ turn }), "agent claude ● works"],
		["a dead agent", { agents: { claude: sampleAgent({ state: "dead" }) } }, "agent claude † dead"],
		["an agent that starts", { agents: { claude: sampleAgent({ state: "starting" }) } }, "agent claude ◔ starts"],
		["no agent at all", { agents: {}, lead: "" }, "no agent"],
		[
			"the leading one of several",
			{ agents: { codex: sampleAgent({ id: "codex" }), claude: sampleAgent() } },
			"agent claude ● idle and 1 more",
		],
		["a loop that was broken", talking({ turnsInRow: 20 }), "agent claude ‼ 20 turns without you"],
		[
			"no bound on turns",
			{ ...talking({ turnsInRow: 20 }), limits: { ...sampleState().limits, turnsInRow: 0 } },
			"● idle",
		],
		["a machine without a sandbox", { sandbox: { available: false, label: "" } }, "sandbox ■ none"],
		["a monitor without one", { monitors: { m1: sampleMonitor({ sandboxed: false }) } }, "sandbox 1 UNSANDBOXED"],
		["no bound on runs", { limits: { ...sampleState().limits, runs: 0 } }, "runs 3 "],
		["a place outside the home", { cwd: "/srv/adamant" }, "monmux /srv/adamant "],
		["a home's neighbour", { cwd: "/home/adam" }, "monmux /home/adam "],
		["the home itself", { cwd: "/home/ada" }, "monmux ~ "],
		["held events", { monitors: { m1: held } }, "1 needs you · 1 held · 12:41"],
		["muted monitors", { monitors: { m1: sampleMonitor({ policy: "mute" }) } }, "1 muted · 12:41"],
		["requests", { approvals: [sampleApproval(), sampleApproval({ id: "a2" })] }, "2 to approve · 12:41"],
	] as const)("shows %s", (_name, changes, expected) => expect(line(changes)).toContain(expected));

	it("shows the agent whose conversation is shown", () => {
		const agents = { claude: sampleAgent(), codex: sampleAgent({ id: "codex", label: "codex" }, { turn }) };
		expect(line({ agents }, { agent: "codex" })).toContain("agent codex ● works and 1 more");
		expect(line({ agents }, { agent: "gone" })).toContain("agent claude ● idle");
	});

	it("says which panes are seen while there are others", () => {
		const monitors = Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`m${n}`, sampleMonitor({ id: `m${n}` })]));
		const small = { cols: 100, rows: 24, focus: "panes", shown: "panes" } as const;
		expect(line({ monitors }, small)).toContain("panes 1–3 of 6 [ ] · 12:41");
		expect(line({ monitors }, { ...small, pane: "m5" })).toContain("panes 4–6 of 6 [ ] · 12:41");
		expect(line({ monitors }, { ...small, pane: "m5", zoom: true })).toContain("pane 5 of 6 [ ] · 12:41");
		expect(line({ monitors }, { ...small, cols: 60, rows: 15 })).toMatch(/ pane 1 of 6( |$)/);
		expect(line({ monitors })).not.toContain("of 6");
		expect(line({ monitors }, { cols: 80, rows: 24 })).not.toContain("of 6");
	});

	it("parts what it counts, however narrow it is", () => {
		const monitors = { m1: held, m2: sampleMonitor({ id: "m2", state: "failed" }) };
		const approvals = [sampleApproval()];
		for (const cols of [60, 80, 100]) {
			expect(line({ monitors, approvals }, { cols, rows: 15 })).toMatch(
				/1 to approve · 2 need you · 1 held( · 12:41)? +$/,
			);
		}
	});

	it("keeps the page in sight on the smallest screen, whatever waits", () => {
		const events = Array.from({ length: 380 }, (_, n) => sampleEvent({ id: `e${n}`, verdict: "held" }));
		const many = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(
			(n) => [`m${n}`, sampleMonitor({ ...held, id: `m${n}` })] as const,
		);
		const monitors = { ...Object.fromEntries(many), m1: sampleMonitor({ events }) };
		const small = { cols: 60, rows: 15, focus: "panes", shown: "panes" } as const;
		const row = line({ monitors, approvals: [sampleApproval()] }, small);
		expect(row.trim()).toBe("pane 1 of 10 · 1 to approve · 10 need you · 389 held");
	});

	it("never says on or none without what is", () => {
		for (let cols = 60; cols < 160; cols += 1) {
			const row = line({ monitors: { m1: held }, ...talking({ turnsInRow: 20 }) }, { cols });
			expect(row.includes("● on")).toBe(row.includes("sandbox"));
		}
	});

	it("says that this view only watches", () => expect(line({}, { watch: true })).toContain("watching · 12:41"));

	it("lets what waits for the person and what is unsafe go last", () => {
		const monitors = { m1: sampleMonitor({ ...held, sandboxed: false }) };
		const narrow = line({ monitors, cwd: "/home/ada/src/a-very-long-directory-name/shop" }, { cols: 60 });
		expect(narrow).toContain("UNSANDBOXED");
		expect(narrow).toContain("1 held");
		expect(narrow).not.toContain("runs");
	});

	it("is as wide as the terminal, whatever it says", () => {
		const text = fc.string({ unit: "grapheme", maxLength: 80 });
		fc.assert(
			fc.property(text, text, fc.integer({ min: 20, max: 220 }), (cwd, agent, cols) => {
				const context = sampleContext({ cols }, ascii);
				const row = paintTopLine(
					sampleState({ cwd, agents: { claude: sampleAgent({ label: agent }) }, monitors: { m1: held } }),
					context,
					"/home/ada",
				);
				expect(displayWidth(row)).toBe(cols);
				expect(bare([row])[0]).not.toMatch(/\p{Cc}/u);
			}),
			{ numRuns: 200 },
		);
	});
});
