import { Rhythm } from "./rhythm.ts";

/** How lively a monitor is. Times are milliseconds since the epoch. */
export class LineStats {
	lastLineAt: number | undefined;
	/** Lines in each span of 10 s; a span's place is its number modulo the length. */
	readonly #counts: number[] = Array(spans).fill(0);
	readonly #rhythm = new Rhythm();
	#newestSpan = 0;

	constructor(now: number) {
		this.#newestSpan = spanOf(now);
	}

	/** Counts lines that came together. A picture that is drawn anew has no rhythm that could tell anything. */
	add(lines: number, now: number, drawn = false): void {
		if (lines === 0) return;
		this.#advance(now);
		const place = this.#newestSpan % spans;
		this.#counts[place] = (this.#counts[place] ?? 0) + lines;
		if (drawn) this.#rhythm.reset();
		else this.#rhythm.heard(now);
		this.lastLineAt = now;
	}

	/** Milliseconds between lines, or between bursts of them, as long as they come regularly. */
	get regularIntervalMs(): number | undefined {
		return this.#rhythm.intervalMs;
	}

	/** Lines a second in the last eight spans, oldest first. The current span counts for the part of it that is over. */
	rates(now: number): number[] {
		this.#advance(now);
		const elapsed = Math.max(1000, now - this.#newestSpan * spanMs);
		return this.#counts.map((_, index) => {
			const newest = index === spans - 1;
			const count = this.#counts[(this.#newestSpan + 1 + index) % spans] ?? 0;
			return (count * 1000) / (newest ? elapsed : spanMs);
		});
	}

	#advance(now: number): void {
		const span = spanOf(now);
		const steps = Math.min(spans, span - this.#newestSpan);
		for (let i = 0; i < steps; i++) this.#counts[(span - i) % spans] = 0;
		this.#newestSpan = Math.max(span, this.#newestSpan);
	}
}

function spanOf(now: number): number {
	return Math.floor(now / spanMs);
}

const spans = 8;
const spanMs = 10_000;
