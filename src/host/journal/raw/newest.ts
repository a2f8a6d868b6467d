/** Keeps the newest of many items. What it costs does not depend on how many pieces they come in. */
export class Newest<T> {
	readonly #most: number;
	#kept: T[] = [];

	constructor(most: number) {
		this.#most = most;
	}

	add(items: readonly T[]): void {
		for (const item of items) this.#kept.push(item);
		// Twice the bound before anything is copied: each item is moved once on the average.
		if (this.#kept.length > 2 * this.#most + slack) this.#kept = this.items;
	}

	/** At most the bound, oldest first. */
	get items(): T[] {
		return this.#most === 0 ? [] : this.#kept.slice(-this.#most);
	}
}

const slack = 100;
