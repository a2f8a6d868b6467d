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

	/** Gives a command a second after the last one. */
	try(command: Command): Result<Decision> {
		this.now += 1000;
		const decided = decide(this.state, command, this.now);
		if (!decided.ok) return decided;
		this.entries.push(...decided.value.entries);
		this.effects.push(...decided.value.effects);
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
		switch (entry.type) {
			case "monitor-stopping":
				return `stopping ${entry.monitor} ${entry.how} by ${entry.by}${entry.restart ? " restart" : ""}`;
			case "event-recorded":
				return `event ${entry.event.id} ${entry.event.verdict} by ${entry.event.by}`;
			case "verdict-changed":
				return `verdict ${entry.events.join(",")} ${entry.verdict} by ${entry.by}`;
			case "policy-changed":
				return `policy ${entry.monitor} ${entry.policy} by ${entry.by}`;
			case "turn-started":
				return `turn ${entry.turn} ${entry.origin} "${entry.text}" [${entry.events.join(",")}]`;
			case "turn-ended":
				return `ended ${entry.turn} ${entry.stop}`;
			case "approval-asked":
				return `asked ${entry.approval.id}`;
			case "approval-answered":
				return `answered ${entry.approval} ${entry.answer}${entry.choice === undefined ? "" : ` ${entry.choice}`}`;
			case "note-queued":
				return `note ${entry.agent}: ${entry.text}`;
			case "turn-cancelling":
				return `cancelling ${entry.turn}`;
			case "monitor-routed":
				return `routed ${entry.monitor} ${entry.agents.join(",")}`;
			case "agent-changed":
				return `agent ${entry.agent} ${entry.state}`;
			case "agent-added":
			case "agent-removed":
			case "lead-changed":
				return `${entry.type} ${entry.agent}`;
			default:
				return "monitor" in entry ? `${entry.type} ${entry.monitor}` : entry.type;
		}
	});
}

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
