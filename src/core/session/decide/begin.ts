import type { Entry } from "../../../model/entry.ts";
import type { Event } from "../../../model/event.ts";
import { breakerReason } from "../../triage/loop-breaker.ts";
import type { Effect } from "../effect.ts";
import { ownMonitor } from "../select.ts";
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

/** Waiting events by monitor, in the order in which the monitors began to wait; those of one monitor oldest first. */
export function grouped(state: State, waiting: readonly Waiting[]): Event[] {
	const wanted = new Set(waiting.map((one) => one.event));
	const monitors = new Set(waiting.map((one) => one.monitor));
	return [...monitors].flatMap((id) => ownMonitor(state, id)?.events.filter((event) => wanted.has(event.id)) ?? []);
}
