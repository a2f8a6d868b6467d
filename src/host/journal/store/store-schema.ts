import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { FailureError } from "../../../model/failure.ts";
import type { Row } from "./entry-queue.ts";

/** A folded state as JSON text, and the number of the last entry in it. */
export type StoredBase = { readonly seq: number; readonly state: string };

/** The shape of the tables. A file with a higher number was written by a newer program. */
const schemaVersion = 1;

/** Versions of SQLite before this can damage a write-ahead log that two connections share. */
const oldestSqlite = [3, 51, 3] as const;

/** True when this SQLite is safe with a journal that others read. */
export function isSafeSqlite(version: string): boolean {
	const parts = version.split(".").map(Number);
	for (const [index, wanted] of oldestSqlite.entries()) {
		const part = parts[index] ?? 0;
		if (part !== wanted) return part > wanted;
	}
	return true;
}

/** Readers do not block the writer; a crash loses no commit, a power cut at most the newest ones. */
export function configure(db: DatabaseSync): void {
	db.exec("PRAGMA journal_mode = WAL");
	db.exec("PRAGMA synchronous = NORMAL");
	db.exec("PRAGMA wal_autocheckpoint = 1000");
	db.exec("PRAGMA journal_size_limit = 67108864");
}

/** The immediate transaction makes a file that is read-only fail now and not at the first entry. */
export function createTables(db: DatabaseSync): void {
	db.exec("BEGIN IMMEDIATE");
	try {
		db.exec(tables);
		db.exec("COMMIT");
	} catch (error) {
		if (db.isTransaction) db.exec("ROLLBACK");
		throw error;
	}
}

// `total` is the running sum of the sizes of `body`, so that the size of any span is one subtraction.
const tables = `
	CREATE TABLE IF NOT EXISTS entry (seq INTEGER PRIMARY KEY, total INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
	CREATE TABLE IF NOT EXISTS base (id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL, state TEXT NOT NULL) STRICT;
	CREATE TABLE IF NOT EXISTS count (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
	PRAGMA user_version = ${schemaVersion};
`;

/** Throws a `version-mismatch` for tables that this program does not know. */
export function refuseNewer(path: string, db: DatabaseSync): void {
	const answer = z.object({ user_version: z.number() }).parse(db.prepare("PRAGMA user_version").get());
	if (answer.user_version <= schemaVersion) return;
	const message = `${path} was written by a newer monmux (format ${answer.user_version}, known is ${schemaVersion}).`;
	throw new FailureError({ code: "version-mismatch", message, remedy: "Update monmux." });
}

export function readBase(db: DatabaseSync): StoredBase | undefined {
	return baseRow.optional().parse(db.prepare("SELECT seq, state FROM base").get());
}

export function readCount(db: DatabaseSync, name: string): number {
	return countRow.optional().parse(db.prepare("SELECT value FROM count WHERE name = ?").get(name))?.value ?? 0;
}

/** Entries after a number, oldest first. */
export function readRows(db: DatabaseSync, after: number, limit: number): Row[] {
	const found = db.prepare("SELECT seq, body FROM entry WHERE seq > ? ORDER BY seq LIMIT ?").all(after, limit);
	return z.array(entryRow).parse(found);
}

const baseRow = z.object({ seq: z.number(), state: z.string() });
const countRow = z.object({ value: z.number() });
const entryRow = z.object({ seq: z.number(), body: z.string() });
