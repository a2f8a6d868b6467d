import { closeSync, existsSync, openSync, statSync } from "node:fs";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { z } from "zod";
import type { Row } from "./entry-queue.ts";
import {
	configure,
	createTables,
	readBase,
	readCount,
	readRows,
	refuseNewer,
	type StoredBase,
} from "./store-schema.ts";

/** The span of what is kept. Zeroes when nothing is. */
type Span = { first: number; last: number; before: number; total: number };

/** How much is kept. */
export type Bounds = { readonly maxEntries: number; readonly maxBytes: number };

/** Trimming goes this far below a bound, so that it is not needed again at once. */
const trimTo = 0.99;
/** Rows removed in one go: a bound on how long the event loop waits. */
const trimStep = 2000;
/** A file up to this size is checked whole when it is opened, which takes some 50 ms at most. */
const checkedBytes = 64 * 1024 * 1024;

/** The SQLite file under a journal. Its methods throw what SQLite throws; the journal makes failures of that. */
export class EntryStore {
	readonly #path: string;
	readonly #inode: number;
	readonly #db: DatabaseSync;
	readonly #insert: StatementSync;
	#span: Span;
	#base: StoredBase | undefined;

	/** Opens or creates the file, for its owner's eyes only, and makes sure that it is sound and writable. */
	constructor(path: string) {
		if (!existsSync(path)) closeSync(openSync(path, "a", 0o600));
		this.#path = path;
		this.#db = new DatabaseSync(path, { timeout: 100 });
		try {
			configure(this.#db);
			refuseNewer(path, this.#db);
			const { ino, size } = statSync(path);
			this.#inode = ino;
			if (size <= checkedBytes) check(this.#db);
			createTables(this.#db);
			this.#insert = this.#db.prepare("INSERT INTO entry (seq, total, body) VALUES (?, ?, ?)");
			this.#span = readSpan(this.#db);
			this.#base = readBase(this.#db);
		} catch (error) {
			this.#db.close();
			throw error;
		}
	}

	get base(): StoredBase | undefined {
		return this.#base;
	}

	get lastSeq(): number {
		return Math.max(this.#span.last, this.#base?.seq ?? 0);
	}

	/** False when the file was removed or replaced: what is written then goes nowhere, and SQLite does not notice. */
	get inPlace(): boolean {
		return statSync(this.#path, { throwIfNoEntry: false })?.ino === this.#inode;
	}

	/** A number that outlives the process: `removed` or `lost`. */
	count(name: string): number {
		return readCount(this.#db, name);
	}

	setCount(name: string, value: number): void {
		this.#db.prepare("INSERT OR REPLACE INTO count (name, value) VALUES (?, ?)").run(name, value);
	}

	/** Writes all rows or none. */
	write(rows: readonly Row[]): void {
		const span = { ...this.#span };
		this.#transaction(() => {
			for (const { seq, body } of rows) {
				span.total += Buffer.byteLength(body);
				this.#insert.run(seq, span.total, body);
				if (span.first === 0) span.first = seq;
				span.last = seq;
			}
		});
		this.#span = span;
	}

	setBase(base: StoredBase): void {
		this.#db.prepare("INSERT OR REPLACE INTO base (id, seq, state) VALUES (1, ?, ?)").run(base.seq, base.state);
		this.#base = base;
	}

	rows(after: number, limit: number): Row[] {
		return readRows(this.#db, after, limit);
	}

	/** The number up to which entries should go now to come nearer to the bounds; 0 when nothing has to. */
	excess({ maxEntries, maxBytes }: Bounds): number {
		const { first, last, before, total } = this.#span;
		if (last === 0) return 0;
		const tooMany = last - first + 1 > maxEntries;
		const tooLarge = total - before > maxBytes;
		const byNumber = tooMany ? last - Math.max(1, Math.floor(maxEntries * trimTo)) : 0;
		const bySize = tooLarge ? this.#reaching(total - Math.floor(maxBytes * trimTo)) : 0;
		const wanted = Math.min(Math.max(byNumber, bySize), first + trimStep - 1, last - 1);
		return wanted < first ? 0 : wanted;
	}

	/** Removes the entries up to `seq` and keeps count of them; returns the new count. */
	remove(seq: number, removedBefore: number): number {
		let removed = removedBefore;
		this.#transaction(() => {
			removed += Number(this.#db.prepare("DELETE FROM entry WHERE seq <= ?").run(seq).changes);
			this.setCount("removed", removed);
		});
		this.#span = readSpan(this.#db);
		return removed;
	}

	close(): void {
		if (this.#db.isOpen) this.#db.close();
	}

	/** The first entry whose running total reaches `total`, looked for within one step. */
	#reaching(total: number): number {
		const query = "SELECT seq, total FROM entry WHERE total >= ? OR seq >= ? ORDER BY seq LIMIT 1";
		const found = spanRow.optional().parse(this.#db.prepare(query).get(total, this.#span.first + trimStep));
		return found?.seq ?? 0;
	}

	#transaction(work: () => void): void {
		this.#db.exec("BEGIN IMMEDIATE");
		try {
			work();
			this.#db.exec("COMMIT");
		} catch (error) {
			if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
			throw error;
		}
	}
}

/** Throws the error of a damaged file when the check finds something that no statement has met yet. */
function check(db: DatabaseSync): void {
	const answer = z.object({ quick_check: z.string() }).parse(db.prepare("PRAGMA quick_check(1)").get());
	if (answer.quick_check !== "ok") throw Object.assign(new Error(answer.quick_check), { errcode: 11 });
}

const spanRow = z.object({ seq: z.number(), total: z.number() });
const firstRow = spanRow.extend({ size: z.number() });

function readSpan(db: DatabaseSync): Span {
	const last = db.prepare("SELECT seq, total FROM entry ORDER BY seq DESC LIMIT 1").get();
	const first = db.prepare("SELECT seq, total, octet_length(body) AS size FROM entry ORDER BY seq LIMIT 1").get();
	if (!last || !first) return { first: 0, last: 0, before: 0, total: 0 };
	const newest = spanRow.parse(last);
	const oldest = firstRow.parse(first);
	return { first: oldest.seq, last: newest.seq, before: oldest.total - oldest.size, total: newest.total };
}
