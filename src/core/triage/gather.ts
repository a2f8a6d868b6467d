/** Milliseconds from the oldest waiting event in which others join it: a script's last words and its exit are one turn. */
export const gatherMs = 20;
/** Milliseconds between the beginnings of two turns of monitors: an agent that answers at once is not asked for each line. */
export const spacingMs = 250;

/** What waits for an idle agent. All times are in milliseconds since the epoch. */
export type Gathering = {
	/** When the waiting events came; empty when none waits. */
	readonly eventTimes: readonly number[];
	/** When monitors' turns began. */
	readonly turnTimes: readonly number[];
	readonly now: number;
};

/**
 * When the next turn of monitors may begin; not after `now`: at once.
 * Times after `now` come from a clock that was set back, and delay nothing.
 */
export function turnDue({ eventTimes, turnTimes, now }: Gathering): number {
	const past = (times: readonly number[]): number[] => times.filter((time) => time <= now);
	const gathered = eventTimes.length === past(eventTimes).length ? Math.min(...eventTimes) + gatherMs : now;
	const spaced = Math.max(...past(turnTimes)) + spacingMs;
	return Math.max(eventTimes.length === 0 ? now : gathered, spaced);
}
