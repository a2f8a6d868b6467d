import type { z } from "zod";
import { decide } from "../../../src/core/session/decide/decide.ts";
import type { Decision } from "../../../src/core/session/decide/decision.ts";
import { evolveAll } from "../../../src/core/session/evolve/evolve.ts";
import { talkOf } from "../../../src/core/session/select.ts";
import type { Conversation, Monitor, State } from "../../../src/core/session/state.ts";
import { emptyState } from "../../../src/core/session/state.ts";
import { type LoginMethod, loginMethodSchema } from "../../../src/model/agent.ts";
import { proposalSchema } from "../../../src/model/approval.ts";
import type { ClientCommand, Command } from "../../../src/model/command.ts";
import type { Failure } from "../../../src/model/failure.ts";
import { monitorSpecSchema } from "../../../src/model/monitor.ts";
import { parseKey } from "../../../src/tui/keys/key-name.ts";
import type { Key, KeyPress, Pointer } from "../../../src/tui/screen/key.ts";
import { noteFailure } from "../../../src/tui/ui/notes.ts";
import { settled } from "../../../src/tui/ui/settle.ts";
import type { Intent, UiState } from "../../../src/tui/ui/ui-state.ts";
import { initialUi } from "../../../src/tui/ui/ui-state.ts";
import { pressKey, ticked } from "../../../src/tui/ui/update.ts";

const none = { ctrl: false, alt: false, shift: false };

/** A key by its name in the table, or a character. */
export function keyOf(text: string): KeyPress {
	const id = parseKey(text);
	if (id === undefined) throw new Error(`no key ${text}`);
	const held = /^((?:(?:ctrl|alt|shift)\+)*)(.+)$/u.exec(id);
	const name = held?.[2] ?? "";
	const has = (modifier: string) => held?.[1]?.includes(modifier) === true;
	const modifiers = { ctrl: has("ctrl"), alt: has("alt"), shift: has("shift") };
	const plain = !modifiers.ctrl && !modifiers.alt;
	const character = name === "space" ? " " : [...name].length === 1 ? name : undefined;
	const press: KeyPress = { kind: "press", name, ...modifiers, raw: new TextEncoder().encode(text) };
	return plain && character !== undefined ? { ...press, text: character } : press;
}

/** A paste. */
export function pasteOf(text: string): Key {
	return { kind: "paste", name: "paste", text, ...none, raw: new TextEncoder().encode(`<${text}>`) };
}

/** The mouse at a cell. */
export function pointerOf(name: Pointer["name"], x: number, y: number): Pointer {
	return { kind: "pointer", name, x, y, ...none, raw: new Uint8Array() };
}

/** A monitor that is started for a test. */
export function specOf(name: string, policy: "hold" | "auto" | "mute" = "hold") {
	return monitorSpecSchema.parse({ name, command: ["true"], cwd: "/w", policy });
}

/** A way to log in. */
export function loginOf(id: string, rest: Partial<LoginMethod> = {}): LoginMethod {
	return loginMethodSchema.parse({ id, name: id, how: "terminal", ...rest });
}

/** A person at a screen, and the real session behind it: what keys ask for is decided and folded. */
export class Person {
	state: State;
	ui: UiState;
	/** What the keys asked for since the start. */
	intents: Intent[] = [];
	refused: Failure[] = [];

	constructor(options: { cols?: number; rows?: number; watch?: boolean } = {}) {
		const { cols = 200, rows = 50, watch = false } = options;
		this.ui = initialUi({ cols, rows, watch, now: 1000 });
		this.state = { ...emptyState, cwd: "/w", openedAt: 1 };
		this.joined("playbook");
	}

	/** Something happens in the session. */
	happen(command: Command): this {
		const decided = decide(this.state, command, this.ui.now);
		if (decided.ok) this.#fold(decided.value);
		else this.refused.push(decided.failure);
		this.ui = decided.ok ? settled(this.ui, this.state) : noteFailure(this.ui, decided.failure);
		return this;
	}

	/** Folds what was decided, and lets the time come that it asks to be woken at, as the host does. */
	#fold({ entries, effects }: Decision): void {
		this.state = evolveAll(this.state, entries);
		const alarm = effects.find((effect) => effect.type === "wake");
		const woken = alarm && decide(this.state, { type: "wake" }, alarm.at);
		if (woken?.ok) this.#fold(woken.value);
	}

	/** Monitors that run, by name. */
	running(...names: string[]): this {
		for (const name of names) {
			this.happen({ type: "start", spec: specOf(name), anyName: false });
			this.happen({ type: "monitor-started", monitor: this.idOf(name), sandboxed: true });
		}
		return this;
	}

	/** A monitor prints a line that becomes an event. */
	prints(name: string, ...lines: string[]): this {
		for (const text of lines) {
			const draft = { kind: "output" as const, text, lines: 1, cut: { lines: 0, bytes: 0 }, partial: false };
			this.wait(1).happen({ type: "observe", monitor: this.idOf(name), draft });
		}
		return this;
	}

	ends(name: string, exitCode = 0): this {
		return this.happen({ type: "monitor-ended", monitor: this.idOf(name), exitCode });
	}

	proposes(proposal: z.input<typeof proposalSchema>, agent?: string): this {
		const asked = { type: "propose", proposal: proposalSchema.parse(proposal), by: "agent", why: "to see" } as const;
		return this.happen(agent === undefined ? asked : { ...asked, agent });
	}

	/** More agents join and are ready. */
	joined(...names: string[]): this {
		for (const agent of names) {
			this.happen({ type: "add-agent", agent });
			this.happen({ type: "agent-changed", agent, state: "ready" });
		}
		return this;
	}

	/** An agent says something outside of a turn. */
	hears(agent: string, text: string): this {
		return this.happen({ type: "agent-said", agent, text, continues: false, thought: false });
	}

	/** The running turn of an agent ends well. */
	turnEnds(agent = this.state.lead): this {
		const turn = this.talk(agent).turn?.id ?? "";
		return this.happen({ type: "turn-ended", agent, turn, stop: "done" });
	}

	talk(agent?: string): Conversation {
		return talkOf(this.state, agent);
	}

	wait(ms: number): this {
		this.ui = ticked(this.ui, this.ui.now + ms);
		return this;
	}

	/** Keys by name, or anything else a terminal may send. */
	press(...keys: (string | Key)[]): this {
		for (const key of keys) {
			const pressed = pressKey(this.ui, this.state, typeof key === "string" ? keyOf(key) : key);
			this.ui = pressed.ui;
			this.intents.push(...pressed.intents);
			for (const intent of pressed.intents) if (intent.type === "command") this.happen(intent.command);
		}
		return this;
	}

	/** Text, character by character. */
	type(text: string): this {
		return this.press(...[...text].map((character) => (character === " " ? "Space" : character)));
	}

	idOf(name: string): string {
		return this.monitor(name).id;
	}

	monitor(name: string): Monitor {
		const found = Object.values(this.state.monitors).find((monitor) => monitor.spec.name === name);
		if (!found) throw new Error(`no monitor ${name}`);
		return found;
	}

	/** Text and verdict of a monitor's events. */
	verdicts(name: string): string[] {
		return this.monitor(name).events.map((event) => `${event.text} ${event.verdict}`);
	}

	/** The monitor whose pane is chosen. */
	get at(): string | undefined {
		return this.ui.pane === undefined ? undefined : this.state.monitors[this.ui.pane]?.spec.name;
	}

	get commands(): ClientCommand[] {
		return this.intents.flatMap((intent) => (intent.type === "command" ? [intent.command] : []));
	}

	get note(): string | undefined {
		return this.ui.note?.text;
	}
}
