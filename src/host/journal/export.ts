import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { FailureError, failed, ok, type Result } from "../../model/failure.ts";
import { storeFailure } from "./store/store-failure.ts";
import { readBase, readRows, refuseNewer, type StoredBase } from "./store/store-schema.ts";
import { parseJson } from "./store/stored-entry.ts";

/** Format of the lines, told in the first one. */
export const exportVersion = 1;
/** Rows read at once. Each page is a read of its own, so that a slow reader never holds up the writer's file. */
const pageSize = 500;

/**
 * The journal at `path` as JSON lines, also while a host writes it: a header, then one entry a line with its number `seq`.
 * Lines are read as they are asked for; the file is open only meanwhile.
 * When entries are removed during the reading, a second header with a newer base comes before what is left.
 * Fails with `journal`; trouble after the beginning is thrown by the iterator as a `FailureError`.
 */
export function exportEntries(path: string): Result<Iterable<string>> {
	if (!existsSync(path)) return failed("journal", `There is no journal at ${path}.`);
	try {
		open(path).close();
		return ok(read(path));
	} catch (error) {
		return { ok: false, failure: storeFailure(path, error) };
	}
}

function* read(path: string): Iterable<string> {
	let db: DatabaseSync | undefined;
	try {
		db = open(path);
		yield* lines(db);
	} catch (error) {
		throw new FailureError(storeFailure(path, error), error);
	} finally {
		db?.close();
	}
}

function open(path: string): DatabaseSync {
	const db = new DatabaseSync(path, { readOnly: true, timeout: 1000 });
	try {
		refuseNewer(path, db);
		readBase(db);
		return db;
	} catch (error) {
		db.close();
		throw error;
	}
}

function* lines(db: DatabaseSync): Iterable<string> {
	let base = readBase(db);
	yield header(base);
	let seen = 0;
	for (let page = readRows(db, 0, pageSize); page.length > 0; page = readRows(db, seen, pageSize)) {
		const first = page[0]?.seq ?? 0;
		// Numbers that neither a line nor the base accounts for were removed since the base was read.
		if (first > Math.max(seen, base?.seq ?? 0) + 1) {
			base = readBase(db);
			yield header(base);
		}
		for (const { seq, body } of page) yield entryLine(seq, body);
		seen = page.at(-1)?.seq ?? seen;
	}
}

function header(base: StoredBase | undefined): string {
	const head = { monmux: "journal", version: exportVersion };
	return JSON.stringify(base ? { ...head, base: { seq: base.seq, state: parseJson(base.state) } } : head);
}

// The body is JSON text of an object already: the number is put in front instead of parsing it.
function entryLine(seq: number, body: string): string {
	return `{"seq":${seq},${body.slice(1)}`;
}
