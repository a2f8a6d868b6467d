import type { Line } from "../../model/line.ts";
import type { LineRule } from "./line-rule.ts";

/** Applies a rule to a monitor's lines within a bound of time, so that no pattern can stall the others. */
export type LineFilter = {
	/** The lines that are accepted. `now` is milliseconds since the epoch. */
	accepted(lines: readonly Line[], now: number): readonly Line[];
	/** Lines refused so far. */
	readonly refused: number;
	/** Lines accepted unread so far, because the patterns had used up their time. */
	readonly unjudged: number;
};

/**
 * A filter that spends at most about 200 ms of each second on a slow rule, one that takes over 0.1 ms a line.
 * Lines beyond that are accepted unread: the rate cap still bounds them, and none is lost.
 * A quick rule is never cut short, however many lines there are and however busy the machine is.
 * `clock` gives milliseconds that only go up.
 */
export function createLineFilter(rule: LineRule, clock: () => number): LineFilter {
	return new TimedFilter(rule, clock);
}

class TimedFilter implements LineFilter {
	refused = 0;
	unjudged = 0;
	#second = 0;
	#spentMs = 0;
	/** Lines judged in this second. */
	#judged = 0;
	readonly #rule: LineRule;
	readonly #clock: () => number;

	constructor(rule: LineRule, clock: () => number) {
		this.#rule = rule;
		this.#clock = clock;
	}

	accepted(lines: readonly Line[], now: number): readonly Line[] {
		if (this.#rule.acceptsAll) return lines;
		this.#renewBudget(now);
		const kept: Line[] = [];
		let last = this.#clock();
		for (const line of lines) {
			if (this.#accepts(line)) kept.push(line);
			const time = this.#clock();
			this.#spentMs += time - last;
			last = time;
		}
		this.refused += lines.length - kept.length;
		return kept;
	}

	#accepts(line: Line): boolean {
		if (this.#spentMs >= budgetMs && this.#spentMs >= this.#judged * slowLineMs) {
			this.unjudged++;
			return true;
		}
		this.#judged++;
		return this.#rule.accepts(line.text);
	}

	#renewBudget(now: number): void {
		const second = Math.floor(now / 1000);
		if (second === this.#second) return;
		this.#second = second;
		this.#spentMs = 0;
		this.#judged = 0;
	}
}

const budgetMs = 200;
const slowLineMs = 0.1;
