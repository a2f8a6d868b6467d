/** An entry as it goes to disk. */
export type Row = { readonly seq: number; readonly body: string };

// A queue must not hold the text of thousands of large events while a disk is full.
const maxBytes = 16 * 1024 * 1024;

/** Rows that wait for the disk, oldest first, bounded by number and by size. */
export class EntryQueue {
	readonly #maxRows: number;
	#rows: Row[] = [];
	#head = 0;
	#bytes = 0;

	constructor(maxRows: number) {
		this.#maxRows = Math.max(1, maxRows);
	}

	get size(): number {
		return this.#rows.length - this.#head;
	}

	/** Adds a row; returns how many of the oldest had to go for it. */
	push(row: Row): number {
		this.#rows.push(row);
		this.#bytes += row.body.length;
		let gone = 0;
		while (this.size > this.#maxRows || (this.#bytes > maxBytes && this.size > 1)) {
			this.drop(1);
			gone += 1;
		}
		return gone;
	}

	/** The oldest rows, at most `limit`; they stay in the queue. */
	peek(limit = this.size): readonly Row[] {
		return this.#rows.slice(this.#head, this.#head + limit);
	}

	/** Removes the oldest `count` rows. */
	drop(count: number): void {
		const end = Math.min(this.#head + count, this.#rows.length);
		for (let index = this.#head; index < end; index += 1) this.#bytes -= this.#rows[index]?.body.length ?? 0;
		this.#head = end;
		if (this.#head * 2 < this.#rows.length) return;
		this.#rows = this.#rows.slice(this.#head);
		this.#head = 0;
	}
}
