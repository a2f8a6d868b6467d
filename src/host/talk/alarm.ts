/** Wakes once, at the earliest of the times that were asked for since it last did. */
export class Alarm {
	readonly #wake: () => void;
	readonly #now: () => number;
	#timer: NodeJS.Timeout | undefined;
	#due = Number.POSITIVE_INFINITY;

	constructor(options: { wake: () => void; now: () => number }) {
		this.#wake = options.wake;
		this.#now = options.now;
	}

	/** `at` is in milliseconds since the epoch; one that is past wakes at once, but never within this call. */
	set(at: number): void {
		if (at >= this.#due) return;
		clearTimeout(this.#timer);
		this.#due = at;
		this.#timer = setTimeout(() => this.#ring(), Math.max(0, at - this.#now()));
	}

	/** It wakes no more for what was asked for until now. */
	clear(): void {
		clearTimeout(this.#timer);
		this.#due = Number.POSITIVE_INFINITY;
	}

	#ring(): void {
		this.#due = Number.POSITIVE_INFINITY;
		this.#wake();
	}
}
