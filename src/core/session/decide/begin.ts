import { countOf } from "../../../base/format-count.ts";
import type { Entry } from "../../../model/entry.ts";
import type { Event } from "../../../model/event.ts";
import { breakerReason } from "../../triage/loop-breaker.ts";
import type { Effect } from "../effect.ts";
import { allMonitors, ownersOf, ownMonitor } from "../select.ts";
import type { Agent, State, Waiting } from "../state.ts";
import type { Moment } from "./decision.ts";

/** What begins for an agent; empty when nothing does. */
export type Begun = { entries: Entry[]; effects: Effect[] };
export const nothing: Begun = { entries: [], effects: [] };

/** Why monitors may begin nothing of this agent now. */
export function stopped({ state: { limits }, at }: Moment, { conversation }: Agent): string | undefined {
	return breakerReason({
		turnsInRow: conversation.turnsInRow,
		turnTimes: conversation.turnTimes,
		maxInRow: limits.turnsInRow,
		maxPerHour: limits.turnsPerHour,
		now: at,
	});
}

/**
 * What a loop breaker held back from an agent since the person last spoke, as a count for the turn in which they speak again:
 * an agent is told of every event or of its count.
 */
export function heldNote(state: State, { id, conversation }: Agent): string[] {
	if (conversation.turnsInRow === 0) return [];
	const held = allMonitors(state)
		.filter((monitor) => ownersOf(state, monitor).includes(id))
		.map(({ spec, events }) => ({ name: spec.name, count: events.filter(isHeldByBreaker).length }))
		.filter(({ count }) => count > 0);
	if (held.length === 0) return [];
	const counts = held.map(({ name, count }) => `${countOf(count, "event")} of ${name}`).join(", ");
	return [`Held by the bound on turns without the person: ${counts}. monitor_read shows what was printed.`];
}

function isHeldByBreaker({ verdict, by }: Event): boolean {
	return verdict === "held" && by === "breaker";
}

/** Waiting events by monitor, in the order in which the monitors began to wait; those of one monitor oldest first. */
export function grouped(state: State, waiting: readonly Waiting[]): Event[] {
	const wanted = new Set(waiting.map((one) => one.event));
	const monitors = new Set(waiting.map((one) => one.monitor));
	return [...monitors].flatMap((id) => ownMonitor(state, id)?.events.filter((event) => wanted.has(event.id)) ?? []);
}
