import type { ClientCommand } from "../../../model/command.ts";
import type { Entry } from "../../../model/entry.ts";
import type { Event } from "../../../model/event.ts";
import type { Result } from "../../../model/failure.ts";
import { failed, ok } from "../../../model/failure.ts";
import { turnDue } from "../../triage/gather.ts";
import { evolveAll } from "../evolve/evolve.ts";
import { allAgents, findAgent, ownAgent } from "../select.ts";
import type { Agent } from "../state.ts";
import { type Begun, grouped, heldNote, nothing, stopped } from "./begin.ts";
import { steerTurn } from "./decide-steer.ts";
import type { Decision, Moment } from "./decision.ts";
import { entriesOnly } from "./decision.ts";

type ClientCommandOf<T> = Extract<ClientCommand, { type: T }>;

/** The person's message waits in the queue; an idle agent gets it at once. */
export function sendMessage(now: Moment, { text, agent: id }: ClientCommandOf<"send">): Result<Decision> {
	const agent = findAgent(now.state, id);
	return agent.ok ? entriesOnly({ type: "message-queued", at: now.at, agent: agent.value.id, text }) : agent;
}

/** Takes back a message that still waits. */
export function unsendMessage(now: Moment, { agent: id, index }: ClientCommandOf<"unsend">): Result<Decision> {
	const agent = findAgent(now.state, id);
	if (!agent.ok) return agent;
	if (index >= agent.value.conversation.queued.length) return failed("not-allowed", "that message went out already");
	return entriesOnly({ type: "message-unqueued", at: now.at, agent: agent.value.id, index });
}

/** Cancels the running turn, and with it what the agent asks in it; what waits goes out after it. */
export function interrupt(now: Moment, id: string | undefined): Result<Decision> {
	const agent = findAgent(now.state, id);
	if (!agent.ok) return agent;
	const { turn } = agent.value.conversation;
	if (!turn) return failed("not-allowed", "the agent is idle: there is nothing to interrupt");
	if (turn.cancelling) return failed("not-allowed", "the turn is being interrupted already");
	return ok({
		entries: [
			...withdrawAll(now, agent.value.id),
			{ type: "turn-cancelling", at: now.at, agent: agent.value.id, turn: turn.id },
		],
		effects: [{ type: "cancel-turn", agent: agent.value.id, turn: turn.id }],
	});
}

/** The permissions that an agent waits for are void. */
export function withdrawAll({ state, at }: Moment, agent: string): Entry[] {
	return state.approvals
		.filter((approval) => approval.proposal.type === "permit" && approval.agent === agent)
		.map((approval) => ({ type: "approval-answered", at, approval: approval.id, answer: "refuse" }));
}

/** Begins the next turn of every agent that is idle and for which something waits, and tells busy ones what is urgent. */
export function nextTurns(now: Moment): Begun {
	const begun: Begun = { entries: [], effects: [] };
	let { state } = now;
	for (const { id } of allAgents(state)) {
		const agent = ownAgent(state, id);
		const one = agent ? begin({ state, at: now.at }, agent) : nothing;
		begun.entries.push(...one.entries);
		begun.effects.push(...one.effects);
		state = evolveAll(state, one.entries);
	}
	return begun;
}

/** One that is starting or dead gets nothing yet. */
function begin(now: Moment, agent: Agent): Begun {
	if (agent.state !== "ready") return nothing;
	return agent.conversation.turn ? steerTurn(now, agent) : nextTurn(now, agent);
}

/**
 * An idle agent gets the person's message first, with whatever waits; else the waiting events and outcomes,
 * once they have gathered, unless a loop breaker holds them.
 */
function nextTurn(now: Moment, agent: Agent): Begun {
	const { conversation } = agent;
	const turn = `t${now.state.counters.turns + 1}`;
	const events = grouped(now.state, conversation.waiting);
	const text = conversation.queued[0];
	if (text !== undefined) return beginTurn(now, { agent, turn, text, events });
	if (events.length + conversation.notes.length === 0) return nothing;
	const reason = stopped(now, agent);
	if (reason !== undefined) return beginChosen(now, { agent, turn, events }, reason);
	const eventTimes = events.map((event) => event.at);
	const due = turnDue({ eventTimes, turnTimes: conversation.turnTimes, now: now.at });
	if (due > now.at) return { entries: [], effects: [{ type: "wake", at: due }] };
	return beginTurn(now, { agent, turn, text: "", events });
}

type Beginning = {
	readonly agent: Agent;
	readonly turn: string;
	readonly text: string;
	readonly events: readonly Event[];
};

/**
 * A loop breaker holds what no person looked at; what the person sent goes out.
 * What another owner has, or may still get, is not held, since that would take it from the other one: here it waits.
 */
function beginChosen(now: Moment, { agent, turn, events }: Omit<Beginning, "text">, reason: string): Begun {
	const others = allAgents(now.state).filter((other) => other.id !== agent.id && stopped(now, other) === undefined);
	const shared = new Set(others.flatMap((other) => other.conversation.waiting.map((one) => one.event)));
	const mayHold = (event: Event): boolean => event.deliveredAt === undefined && !shared.has(event.id);
	const ids = events.filter((event) => event.by !== "person" && mayHold(event)).map((event) => event.id);
	const chosen = events.filter((event) => event.by === "person");
	const held: Entry = { type: "verdict-changed", at: now.at, events: ids, verdict: "held", by: "breaker", reason };
	const begun = chosen.length === 0 ? nothing : beginTurn(now, { agent, turn, text: "", events: chosen });
	return { entries: [...(ids.length === 0 ? [] : [held]), ...begun.entries], effects: begun.effects };
}

function beginTurn(now: Moment, { agent, turn, text, events }: Beginning): Begun {
	const origin = text === "" ? "monitor" : "person";
	const held = origin === "person" ? heldNote(now.state, agent) : [];
	const notes = [...agent.conversation.notes, ...held];
	const ids = events.map((event) => event.id);
	const started = { type: "turn-started", at: now.at, agent: agent.id, turn, origin, text, events: ids } as const;
	return {
		entries: [{ ...started, notes }],
		effects: [{ type: "prompt", prompt: { agent: agent.id, turn, origin, text, events, notes } }],
	};
}
