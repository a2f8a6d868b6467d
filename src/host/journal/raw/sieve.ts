import { setImmediate } from "node:timers/promises";

/** Milliseconds of looking before other work gets its turn, and in all. */
const paceMs = 8;
const mostMs = 3000;

/** Looks through texts with a predicate that may be slow, such as a pattern of an agent, within a bound of time. */
export class Sieve {
	readonly #accepts: (text: string) => boolean;
	readonly #clock: () => number;
	/** Its time was over before it had looked at everything. */
	gaveUp = false;
	#spentMs = 0;
	#sincePauseMs = 0;

	/** `clock` gives milliseconds that only go up. */
	constructor(accepts: (text: string) => boolean, clock: () => number = () => performance.now()) {
		this.#accepts = accepts;
		this.#clock = clock;
	}

	/** Those whose text is accepted, in their order; none after it gave up. */
	async accepted<T extends { readonly text: string }>(items: readonly T[]): Promise<T[]> {
		const kept: T[] = [];
		for (const item of items) {
			this.gaveUp ||= this.#spentMs >= mostMs;
			if (this.gaveUp) break;
			if (this.#judge(item.text)) kept.push(item);
			if (this.#sincePauseMs < paceMs) continue;
			this.#sincePauseMs = 0;
			await setImmediate();
		}
		return kept;
	}

	#judge(text: string): boolean {
		const begun = this.#clock();
		const accepted = this.#accepts(text);
		const took = this.#clock() - begun;
		this.#spentMs += took;
		this.#sincePauseMs += took;
		return accepted;
	}
}
