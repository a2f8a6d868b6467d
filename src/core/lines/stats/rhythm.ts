/** Whether output comes regularly, and how often. Times are milliseconds on any clock. */
export class Rhythm {
	#arrivals = 0;
	#firstAt = 0;
	#arrivedAt = 0;
	#heardAt = 0;
	#mean = 0;
	#longest = { gap: 0, at: 0 };

	/** Output came. What follows other output without a pause belongs to the same arrival. */
	heard(now: number): void {
		const pause = now - this.#heardAt;
		this.#heardAt = now;
		if (this.#arrivals === 0) this.#firstAt = now;
		else if (pause < pauseMs) return;
		else this.#measure(now);
		this.#arrivals++;
		this.#arrivedAt = now;
	}

	/** Forgets everything: what came was no running text. */
	reset(): void {
		this.#arrivals = 0;
		this.#mean = 0;
		this.#longest = { gap: 0, at: 0 };
	}

	/** Milliseconds between arrivals; undefined unless there were enough, for long enough, without one long gap. */
	get intervalMs(): number | undefined {
		const enough = this.#arrivals >= enoughArrivals && this.#arrivedAt - this.#firstAt >= enoughMs;
		return enough && this.#longest.gap <= spread * this.#mean ? this.#mean : undefined;
	}

	#measure(now: number): void {
		const gap = now - this.#arrivedAt;
		this.#mean = this.#mean === 0 ? gap : this.#mean + (gap - this.#mean) * newShare;
		if (gap >= this.#longest.gap || now - this.#longest.at > memoryMs) this.#longest = { gap, at: now };
	}
}

const pauseMs = 100;
const enoughArrivals = 10;
const enoughMs = 10_000;
/** The longest gap is at most so many usual ones. */
const spread = 3;
/** A long gap is forgotten after this time. */
const memoryMs = 10 * 60_000;
/** How much the newest gap weighs in the mean. */
const newShare = 0.2;
