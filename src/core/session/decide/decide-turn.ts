import type { Entry } from "../../../model/entry.ts";
import type { Event } from "../../../model/event.ts";
import type { Result } from "../../../model/failure.ts";
import { failed } from "../../../model/failure.ts";
import { breakerReason } from "../../triage/loop-breaker.ts";
import type { Effect } from "../effect.ts";
import { findEvents } from "../select.ts";
import type { State } from "../state.ts";
import type { Decision, Moment } from "./decision.ts";
import { entriesOnly } from "./decision.ts";

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
export function nextTurn(now: Moment): { entries: Entry[]; effects: Effect[] } {
	const { conversation, limits } = now.state;
	const { turn, queued, waiting } = conversation;
	if (turn || (queued.length === 0 && waiting.length === 0)) return { entries: [], effects: [] };
	const events = grouped(now.state);
	const text = queued[0];
	if (text !== undefined) return beginTurn(now, text, events);
	const reason = breakerReason({
		turnsInRow: conversation.turnsInRow,
		turnTimes: conversation.turnTimes,
		maxInRow: limits.turnsInRow,
		maxPerHour: limits.turnsPerHour,
		now: now.at,
	});
	if (reason === undefined) return beginTurn(now, "", events);
	const ids = waiting.map((one) => one.event);
	const held: Entry = { type: "verdict-changed", at: now.at, events: ids, verdict: "held", by: "breaker", reason };
	return { entries: [held], effects: [] };
}

function beginTurn(now: Moment, text: string, events: readonly Event[]): { entries: Entry[]; effects: Effect[] } {
	const turn = `t${now.state.conversation.turns + 1}`;
	const origin = text === "" ? "monitor" : "person";
	const ids = events.map((event) => event.id);
	return {
		entries: [{ type: "turn-started", at: now.at, turn, origin, text, events: ids }],
		effects: [{ type: "prompt", prompt: { turn, origin, text, events } }],
	};
}

/** Waiting events oldest first, those of one monitor together. */
function grouped(state: State): Event[] {
	const byMonitor = new Map<string, string[]>();
	for (const { event, monitor } of state.conversation.waiting) {
		byMonitor.set(monitor, [...(byMonitor.get(monitor) ?? []), event]);
	}
	const found = findEvents(state, [...byMonitor.values()].flat());
	return found.ok ? found.value : [];
}
