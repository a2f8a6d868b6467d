import { decide } from "../../../src/core/session/decide/decide.ts";
import type { Decision } from "../../../src/core/session/decide/decision.ts";
import type { Effect } from "../../../src/core/session/effect.ts";
import { evolveAll } from "../../../src/core/session/evolve/evolve.ts";
import { ownAgent } from "../../../src/core/session/select.ts";
import {
	type Agent,
	type Conversation,
	emptyState,
	type Monitor,
	type State,
} from "../../../src/core/session/state.ts";
import type { Command } from "../../../src/model/command.ts";
import type { Entry } from "../../../src/model/entry.ts";
import { type Limits, limitsSchema } from "../../../src/model/entry.ts";
import type { Event, EventDraft } from "../../../src/model/event.ts";
import type { Failure, Result } from "../../../src/model/failure.ts";
import { type MonitorSpec, monitorSpecSchema } from "../../../src/model/monitor.ts";
import type { TurnStop } from "../../../src/model/turn.ts";

/** A spec with everything but what matters left to the defaults. */
export function specOf(
	name: string,
	rest: Partial<Omit<MonitorSpec, "name" | "caps">> & { caps?: object } = {},
): MonitorSpec {
	return monitorSpecSchema.parse({ name, command: ["true"], cwd: "/w", ...rest });
}

/** The end of a turn. */
export function ends(turn: string, stop: TurnStop = "done", error?: string): Command {
	return { type: "turn-ended", agent: firstAgent, turn, stop, ...(error === undefined ? {} : { error }) };
}

/** The agent says something; outside a turn without one. */
export function says(text: string, rest: Partial<Extract<Command, { type: "agent-said" }>> = {}): Command {
	return { type: "agent-said", agent: firstAgent, text, continues: false, thought: false, ...rest };
}

export function draftOf(text: string, kind: EventDraft["kind"] = "output"): EventDraft {
	return { kind, text, lines: text.split("\n").length, cut: { lines: 0, bytes: 0 }, partial: false };
}

export function start(name: string, rest: Parameters<typeof specOf>[1] = {}): Command {
	return { type: "start", spec: specOf(name, rest), anyName: false };
}

export function observe(monitor: string, text: string, kind?: EventDraft["kind"]): Command {
	return { type: "observe", monitor, draft: draftOf(text, kind) };
}

/** The commands with which a host follows up a `start`. */
export function running(name: string, id: string, rest: Parameters<typeof specOf>[1] = {}): Command[] {
	return [start(name, rest), { type: "monitor-started", monitor: id, sandboxed: true }];
}

/** The entries with which an agent joins a session and becomes ready. */
export function readyAgent(agent: string, kind = agent): Entry[] {
	return [
		{ type: "agent-added", at: 1, agent, kind, label: agent },
		{ type: "agent-changed", at: 1, agent, state: "ready" },
	];
}

/** The built-in agent, with which a session begins. */
export const firstAgent = "playbook";

/** A session in the making: every command goes through `decide` and `evolve`, as in the host. It begins with ready agents. */
export class Story {
	state: State;
	now = 1_000_000;
	readonly entries: Entry[] = [];
	readonly effects: Effect[] = [];
	readonly opened: State;

	constructor(limits: Partial<Limits> = {}, agents: readonly string[] = [firstAgent]) {
		const empty = { ...emptyState, limits: limitsSchema.parse(limits) };
		this.opened = evolveAll(
			empty,
			agents.flatMap((agent) => readyAgent(agent)),
		);
		this.state = this.opened;
	}

	/** Gives a command a second after the last one, and lets the time come that it asks to be woken at, as the host does. */
	try(command: Command): Result<Decision> {
		this.now += 1000;
		const decided = this.#decide(command, this.now);
		if (!decided.ok) return decided;
		const alarm = decided.value.effects.find((effect) => effect.type === "wake");
		const woken = alarm ? this.#decide({ type: "wake" }, alarm.at) : undefined;
		const entries = [...decided.value.entries, ...(woken?.ok ? woken.value.entries : [])];
		const later = woken?.ok ? woken.value.effects : [];
		const effects = [...decided.value.effects, ...later].filter((effect) => effect.type !== "wake");
		return { ok: true, value: { ...decided.value, entries, effects } };
	}

	#decide(command: Command, at: number): Result<Decision> {
		const decided = decide(this.state, command, at);
		if (!decided.ok) return decided;
		this.entries.push(...decided.value.entries);
		this.effects.push(...decided.value.effects.filter((effect) => effect.type !== "wake"));
		this.state = evolveAll(this.state, decided.value.entries);
		return decided;
	}

	/** Commands that must be accepted; the last one's decision. */
	does(...commands: readonly Command[]): Decision {
		let last: Decision = { entries: [], effects: [] };
		for (const command of commands) {
			const decided = this.try(command);
			if (!decided.ok) throw new Error(`${command.type} was refused: ${decided.failure.message}`);
			last = decided.value;
		}
		return last;
	}

	/** A command that must be refused, and must change nothing. */
	refuses(command: Command): Failure {
		const before = this.state;
		const decided = this.try(command);
		if (decided.ok) throw new Error(`${command.type} was not refused`);
		if (this.state !== before) throw new Error(`${command.type} was refused and changed something`);
		return decided.failure;
	}

	monitor(id: string): Monitor {
		const monitor = this.state.monitors[id];
		if (!monitor) throw new Error(`no monitor ${id}`);
		return monitor;
	}

	event(id: string): Event {
		const found = Object.values(this.state.monitors)
			.flatMap((monitor) => monitor.events)
			.find((event) => event.id === id);
		if (!found) throw new Error(`no event ${id}`);
		return found;
	}

	agent(id: string): Agent {
		const agent = ownAgent(this.state, id);
		if (!agent) throw new Error(`no agent ${id}`);
		return agent;
	}

	/** The conversation of the leading agent. */
	get talk(): Conversation {
		return this.agent(this.state.lead).conversation;
	}

	/** The events that wait for an agent. */
	waitingFor(agent: string): string[] {
		return this.agent(agent).conversation.waiting.map((one) => one.event);
	}

	/** The events that wait for the leading agent. */
	get waiting(): string[] {
		return this.waitingFor(this.state.lead);
	}
}

/** Entries as short lines. */
export function toldEntries(entries: readonly Entry[]): string[] {
	return entries.map((entry) => {
		const told = tellers[entry.type] as ((entry: Entry) => string) | undefined;
		return told?.(entry) ?? ("monitor" in entry ? `${entry.type} ${entry.monitor}` : entry.type);
	});
}

const ofAgent = (entry: { type: string; agent: string }): string => `${entry.type} ${entry.agent}`;

/** Those that need more words than their type and their monitor. */
const tellers: { readonly [T in Entry["type"]]?: (entry: Extract<Entry, { type: T }>) => string } = {
	"monitor-stopping": ({ monitor, how, by, restart }) =>
		`stopping ${monitor} ${how} by ${by}${restart ? " restart" : ""}`,
	"event-recorded": ({ event }) => `event ${event.id} ${event.verdict} by ${event.by}`,
	"verdict-changed": ({ events, verdict, by }) => `verdict ${events.join(",")} ${verdict} by ${by}`,
	"policy-changed": ({ monitor, policy, by }) => `policy ${monitor} ${policy} by ${by}`,
	"turn-started": ({ turn, origin, text, events }) => `turn ${turn} ${origin} "${text}" [${events.join(",")}]`,
	"turn-ended": ({ turn, stop }) => `ended ${turn} ${stop}`,
	"turn-cancelling": ({ turn }) => `cancelling ${turn}`,
	"steer-began": ({ turn, events }) => `steer ${turn} [${events.join(",")}]`,
	"steer-ended": ({ turn, taken }) => `steered ${turn} ${taken ? "taken" : "not taken"}`,
	"approval-asked": ({ approval }) => `asked ${approval.id}`,
	"approval-answered": ({ approval, answer, choice }) =>
		`answered ${approval} ${answer}${choice === undefined ? "" : ` ${choice}`}`,
	"note-queued": ({ agent, text }) => `note ${agent}: ${text}`,
	"monitor-routed": ({ monitor, agents }) => `routed ${monitor} ${agents.join(",")}`,
	"agent-changed": ({ agent, state }) => `agent ${agent} ${state}`,
	"agent-added": ofAgent,
	"agent-removed": ofAgent,
	"lead-changed": ofAgent,
};

/** Effects as short lines. */
export function toldEffects(effects: readonly Effect[]): string[] {
	return effects.map((effect) => {
		switch (effect.type) {
			case "start-monitor":
				return `start ${effect.monitor} run ${effect.run}`;
			case "stop-monitor":
				return `stop ${effect.monitor} ${effect.how}`;
			case "forget-monitor":
				return `forget ${effect.monitor}`;
			case "prompt":
				return `prompt ${effect.prompt.turn} [${effect.prompt.events.map((event) => event.id).join(",")}]`;
			case "steer":
				return `steer ${effect.prompt.turn} [${effect.prompt.events.map((event) => event.id).join(",")}]`;
			case "wake":
				return "wake";
			case "cancel-turn":
				return `cancel ${effect.turn}`;
			case "remember":
				return `remember ${effect.approval.id}`;
			case "start-agent":
			case "stop-agent":
				return `${effect.type} ${effect.agent}`;
			case "remember-lead":
				return `remember-lead ${effect.kind}`;
			case "answer-permission":
				return `permit ${effect.agent} ${effect.approval} ${effect.choice ?? "nothing"}`;
			default:
				return effect satisfies never;
		}
	});
}
