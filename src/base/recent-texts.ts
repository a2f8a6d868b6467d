/**
 * Remembers what was made of texts lately, for work that meets the same texts again and again.
 * It keeps between `size` and twice as many; what was not asked for in the meantime is forgotten first.
 */
export class RecentTexts<T> {
	#young = new Map<string, T>();
	#old = new Map<string, T>();
	readonly #size: number;

	constructor(size: number) {
		this.#size = size;
	}

	get(text: string): T | undefined {
		const young = this.#young.get(text);
		if (young !== undefined) return young;
		const old = this.#old.get(text);
		if (old !== undefined) this.set(text, old);
		return old;
	}

	set(text: string, value: T): void {
		if (this.#young.size >= this.#size) {
			this.#old = this.#young;
			this.#young = new Map();
		}
		this.#young.set(text, value);
	}
}
