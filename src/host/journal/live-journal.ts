import type { Entry } from "../../model/entry.ts";
import { failed, ok, type Result } from "../../model/failure.ts";
import type { Base, EntryRange, JournalOptions } from "./journal-options.ts";
import { moveAside, replacedFailure } from "./store/damaged-file.ts";
import { EntryQueue, type Row } from "./store/entry-queue.ts";
import { type Bounds, EntryStore } from "./store/entry-store.ts";
import { storeFailure, troubleOf } from "./store/store-failure.ts";
import { parseEntry, parseJson } from "./store/stored-entry.ts";
import { createTellOnce, type TellOnce } from "./tell-once.ts";

/** Milliseconds between two commits. The first entries of a quiet time are written in their own turn of the event loop. */
const commitDelay = 100;
/** Milliseconds between tries while the disk takes nothing. */
const retryDelay = 1000;
/** Entries in one transaction, and the number at which a commit does not wait for its timer. */
const batchSize = 1000;
/** Rows read at once; a reader that stops early has read little in vain. */
const pageSize = 500;

/** The journal that a host writes: a queue in memory in front of a store on disk. */
export class LiveJournal {
	readonly #path: string;
	readonly #options: JournalOptions;
	readonly #bounds: Bounds;
	readonly #queue: EntryQueue;
	readonly #gate: TellOnce;
	/** Absent while the file is unusable: a new one has to be begun. */
	#store: EntryStore | undefined;
	#timer: NodeJS.Timeout | undefined;
	#soon: NodeJS.Immediate | undefined;
	/** When the last try was. */
	#triedAt = Number.NEGATIVE_INFINITY;
	/** The last try failed. */
	#failing = false;
	/** Entries are missing between what is on disk and what is queued: only a new base makes a replay right. */
	#gap = false;
	#closed = false;
	#lastSeq: number;
	#removed: number;
	#lost: number;
	#lostNow = 0;

	constructor(path: string, store: EntryStore, options: JournalOptions) {
		this.#path = path;
		this.#options = options;
		this.#bounds = { maxEntries: options.maxEntries ?? 200_000, maxBytes: options.maxBytes ?? 256 * 1024 * 1024 };
		this.#queue = new EntryQueue(options.maxQueued ?? 20_000);
		this.#gate = createTellOnce(options.onFailure);
		this.#store = store;
		this.#lastSeq = store.lastSeq;
		this.#removed = store.count("removed");
		this.#lost = store.count("lost");
	}

	get lastSeq(): number {
		return this.#lastSeq;
	}

	get removed(): number {
		return this.#removed;
	}

	get lost(): number {
		return this.#lost;
	}

	append(entries: readonly Entry[]): void {
		if (this.#closed) this.#lose(entries.length);
		else for (const entry of entries) this.#enqueue(entry);
	}

	flush(): Result<void> {
		if (this.#closed) return failed("journal", `${this.#path} is closed.`);
		return this.#work("write");
	}

	*entries({ after = 0, limit = Number.POSITIVE_INFINITY }: EntryRange = {}): Iterable<Entry> {
		let left = limit;
		for (const row of this.#rows(after)) {
			if (left <= 0) return;
			const entry = parseEntry(row.body);
			if (!entry) {
				this.#tellUnreadable(`Entry ${row.seq}`);
				continue;
			}
			left -= 1;
			yield entry;
		}
	}

	checkpoint(state: unknown, seq: number): Result<void> {
		const first = this.#store?.base?.seq ?? 0;
		if (seq < first || seq > this.#lastSeq)
			return failed("journal", `A checkpoint at entry ${seq} is outside of ${first} to ${this.#lastSeq}.`);
		const flushed = this.flush();
		if (!flushed.ok) return flushed;
		return this.#attempt(() => this.#store?.setBase({ state: JSON.stringify(state), seq }));
	}

	base(): Base | undefined {
		const base = this.#store?.base;
		if (!base) return undefined;
		const state = parseJson(base.state);
		if (state !== undefined) return { seq: base.seq, state };
		this.#tellUnreadable("The state");
		return undefined;
	}

	close(): Result<void> {
		if (this.#closed) return ok(undefined);
		const result = this.#work("maintain");
		this.#closed = true;
		clearTimeout(this.#timer);
		clearImmediate(this.#soon);
		this.#store?.close();
		this.#store = undefined;
		if (this.#queue.size > 0) this.#lose(this.#queue.size);
		return result;
	}

	#enqueue(entry: Entry): void {
		this.#lastSeq += 1;
		const gone = this.#queue.push({ seq: this.#lastSeq, body: JSON.stringify(entry) });
		if (gone > 0) this.#lose(gone);
		if (this.#queue.size >= batchSize && !this.#failing) this.#work("write");
		this.#schedule();
	}

	#lose(count: number): void {
		this.#gap = true;
		this.#lost += count;
		this.#lostNow += count;
		this.#gate.tell("lost", {
			code: "journal",
			message: `The disk takes no entries and too many wait: the oldest are lost, ${this.#lost} so far.`,
			remedy: "Free some space.",
		});
	}

	#schedule(): void {
		if (this.#timer !== undefined || this.#soon !== undefined || this.#closed) return;
		const wait = this.#failing ? retryDelay : this.#triedAt + commitDelay - performance.now();
		if (wait <= 0) {
			this.#soon = setImmediate(() => this.#tick());
			return;
		}
		this.#timer = setTimeout(() => this.#tick(), wait);
		// Waiting for a disk must not keep the process alive for ever.
		if (this.#failing) this.#timer.unref();
	}

	#tick(): void {
		this.#timer = undefined;
		this.#soon = undefined;
		this.#triedAt = performance.now();
		this.#work("maintain");
		const more = this.#failing || this.#queue.size > 0 || (this.#store?.excess(this.#bounds) ?? 0) > 0;
		if (more) this.#schedule();
	}

	/** `maintain` may ask for a state; `write` may not, because its caller may not have folded its entries yet. */
	#work(how: "write" | "maintain"): Result<void> {
		if (how === "write" && (this.#gap || !this.#store)) {
			this.#schedule();
			return failed("journal", `${this.#path} takes no entries at the moment.`, "They are written as soon as it does.");
		}
		return this.#attempt(() => {
			if (how === "maintain") this.#repair();
			this.#drain();
			if (how === "maintain") this.#trim();
			this.#recovered();
		});
	}

	/** Begins a new file when the old one is unusable, and stores a new base when entries are missing. */
	#repair(): void {
		if (this.#store && !this.#store.inPlace) this.#abandon();
		if (!this.#store) this.#replace();
		if (!this.#gap) return;
		this.#storeBase();
		this.#store?.setCount("lost", this.#lost);
		this.#gap = false;
	}

	#replace(): void {
		const aside = moveAside(this.#path);
		this.#store = new EntryStore(this.#path);
		this.#store.setCount("removed", this.#removed);
		this.#gate.tell("replaced", replacedFailure(this.#path, aside));
	}

	#drain(): void {
		for (let rows = this.#queue.peek(batchSize); rows.length > 0; rows = this.#queue.peek(batchSize)) {
			this.#store?.write(rows);
			this.#queue.drop(rows.length);
		}
	}

	#trim(): void {
		const store = this.#store;
		const cut = store?.excess(this.#bounds) ?? 0;
		if (!store || cut === 0) return;
		if ((store.base?.seq ?? 0) < cut) this.#storeBase();
		this.#removed = store.remove(cut, this.#removed);
	}

	#storeBase(): void {
		const state = this.#options.onTrim?.();
		if (state !== undefined) this.#store?.setBase({ state: JSON.stringify(state), seq: this.#lastSeq });
	}

	#recovered(): void {
		if (!this.#failing) return;
		this.#failing = false;
		this.#gate.worked();
		if (this.#lostNow === 0) return;
		this.#options.onFailure?.({
			code: "journal",
			message: `${this.#path} is written again; ${this.#lostNow} entries were lost in between.`,
		});
		this.#lostNow = 0;
	}

	#attempt(work: () => void): Result<void> {
		try {
			work();
			return ok(undefined);
		} catch (error) {
			return this.#fail(error);
		}
	}

	#fail(error: unknown): Result<void> {
		const failure = storeFailure(this.#path, error);
		const trouble = troubleOf(error);
		this.#failing = true;
		// A damaged file is told about once it is known where it went.
		if (trouble === "damaged" && this.#store) this.#abandon();
		else this.#gate.tell(trouble, failure);
		this.#schedule();
		return { ok: false, failure };
	}

	#abandon(): void {
		this.#store?.close();
		this.#store = undefined;
		this.#gap = true;
		this.#failing = true;
	}

	*#rows(after: number): Iterable<Row> {
		if (!this.#failing && !this.#closed) this.flush();
		const end = this.#lastSeq;
		let seen = after;
		for (let page = this.#page(seen); page.length > 0 && seen < end; page = this.#page(seen)) {
			yield* page;
			seen = page.at(-1)?.seq ?? end;
		}
		for (const row of this.#queue.peek()) if (row.seq > seen) yield row;
	}

	#page(after: number): Row[] {
		try {
			return this.#store?.rows(after, pageSize) ?? [];
		} catch (error) {
			this.#fail(error);
			return [];
		}
	}

	#tellUnreadable(what: string): void {
		this.#gate.tell("unreadable", {
			code: "journal",
			message: `${what} in ${this.#path} is not understood and was left out.`,
		});
	}
}
