import type { Entry } from "../../../model/entry.ts";
import type { Event } from "../../../model/event.ts";
import type { Result } from "../../../model/failure.ts";
import { failed } from "../../../model/failure.ts";
import { breakerReason } from "../../triage/loop-breaker.ts";
import type { Effect } from "../effect.ts";
import { ownMonitor } from "../select.ts";
import type { State } from "../state.ts";
import type { Decision, Moment } from "./decision.ts";
import { entriesOnly } from "./decision.ts";

/** A turn as it begins; empty when none does. */
type Begun = { entries: Entry[]; effects: Effect[] };

/** The person's message waits in the queue; an idle agent gets it at once. */
export function sendMessage(now: Moment, text: string): Result<Decision> {
	return entriesOnly({ type: "message-queued", at: now.at, text });
}

/** Cancels the running turn; what waits goes out after it. */
export function interrupt(now: Moment): Result<Decision> {
	const { turn } = now.state.conversation;
	if (!turn) return failed("not-allowed", "the agent is idle: there is nothing to interrupt");
	return { ok: true, value: { entries: [], effects: [{ type: "cancel-turn", turn: turn.id }] } };
}

/**
 * Begins the next turn when the agent is idle: the person's message first, with whatever waits;
 * else the waiting events, unless a loop breaker holds them.
 */
export function nextTurn(now: Moment): Begun {
	const { conversation, limits } = now.state;
	const { turn, queued, waiting } = conversation;
	if (turn || (queued.length === 0 && waiting.length === 0)) return { entries: [], effects: [] };
	const events = grouped(now.state);
	const text = queued[0];
	if (text !== undefined) return beginTurn(now, text, events);
	if (events.length === 0) return { entries: [], effects: [] };
	const reason = breakerReason({
		turnsInRow: conversation.turnsInRow,
		turnTimes: conversation.turnTimes,
		maxInRow: limits.turnsInRow,
		maxPerHour: limits.turnsPerHour,
		now: now.at,
	});
	if (reason === undefined) return beginTurn(now, "", events);
	return beginChosen(now, events, reason);
}

/** A loop breaker holds what no person looked at; what the person sent goes out. */
function beginChosen(now: Moment, events: readonly Event[], reason: string): Begun {
	const stopped = events.filter((event) => event.by !== "person").map((event) => event.id);
	const chosen = events.filter((event) => event.by === "person");
	const held: Entry = { type: "verdict-changed", at: now.at, events: stopped, verdict: "held", by: "breaker", reason };
	const begun = chosen.length === 0 ? { entries: [], effects: [] } : beginTurn(now, "", chosen);
	return { entries: [...(stopped.length === 0 ? [] : [held]), ...begun.entries], effects: begun.effects };
}

function beginTurn(now: Moment, text: string, events: readonly Event[]): Begun {
	const turn = `t${now.state.conversation.turns + 1}`;
	const origin = text === "" ? "monitor" : "person";
	const ids = events.map((event) => event.id);
	return {
		entries: [{ type: "turn-started", at: now.at, turn, origin, text, events: ids }],
		effects: [{ type: "prompt", prompt: { turn, origin, text, events } }],
	};
}

/** Waiting events by monitor, in the order in which the monitors began to wait; those of one monitor oldest first. */
function grouped(state: State): Event[] {
	const { waiting } = state.conversation;
	const wanted = new Set(waiting.map((one) => one.event));
	const monitors = new Set(waiting.map((one) => one.monitor));
	return [...monitors].flatMap((id) => ownMonitor(state, id)?.events.filter((event) => wanted.has(event.id)) ?? []);
}
