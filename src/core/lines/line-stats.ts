/** How lively a monitor is. Times are milliseconds since the epoch. */
export class LineStats {
	lastLineAt: number | undefined;
	meanIntervalMs: number | undefined;
	/** Lines in each span of 10 s; a span's place is its number modulo the length. */
	readonly #counts: number[] = Array(spans).fill(0);
	#newestSpan = 0;
	#startedAt: number;

	constructor(now: number) {
		this.#startedAt = now;
		this.#newestSpan = spanOf(now);
	}

	/** Counts lines that came together. */
	add(lines: number, now: number): void {
		if (lines === 0) return;
		this.#advance(now);
		const place = this.#newestSpan % spans;
		this.#counts[place] = (this.#counts[place] ?? 0) + lines;
		this.#average(lines, Math.max(0, now - (this.lastLineAt ?? this.#startedAt)) / lines);
		this.lastLineAt = now;
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

	/** Moves the mean towards the new interval once for each line. The first line has no line before it. */
	#average(lines: number, interval: number): void {
		if (this.meanIntervalMs === undefined) {
			if (this.lastLineAt !== undefined || lines > 1) this.meanIntervalMs = interval;
			return;
		}
		const weight = 1 - keptShare ** lines;
		this.meanIntervalMs += (interval - this.meanIntervalMs) * weight;
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
/** How much of the mean one more line leaves standing. */
const keptShare = 0.8;
