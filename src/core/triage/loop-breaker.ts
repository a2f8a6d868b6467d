import { countOf } from "../../base/format-count.ts";

/** What the breaker looks at. A maximum of 0 lifts that bound. */
export type BreakerInput = {
	/** Turns that monitors started since the person last spoke. */
	readonly turnsInRow: number;
	/** When monitors' turns started, in milliseconds since the epoch; order does not matter. */
	readonly turnTimes: readonly number[];
	readonly maxInRow: number;
	readonly maxPerHour: number;
	readonly now: number;
};

/** Why monitors may start no further turn now, for the screen; undefined when they may. */
export function breakerReason(input: BreakerInput): string | undefined {
	const { turnsInRow, maxInRow, maxPerHour, now } = input;
	if (maxInRow > 0 && turnsInRow >= maxInRow) {
		return `${countOf(turnsInRow, "monitor turn")} in a row without the person (bound ${maxInRow})`;
	}
	const lastHour = input.turnTimes.filter((time) => time > now - hourMs).length;
	if (maxPerHour > 0 && lastHour >= maxPerHour) {
		return `${countOf(lastHour, "monitor turn")} in the last hour (bound ${maxPerHour})`;
	}
	return undefined;
}

const hourMs = 3_600_000;
