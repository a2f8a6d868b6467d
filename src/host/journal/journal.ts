import type { Entry } from "../../model/entry.ts";
import { failed, ok, type Result } from "../../model/failure.ts";
import type { Base, EntryRange, JournalOptions } from "./journal-options.ts";
import { LiveJournal } from "./live-journal.ts";
import { isEmptied, moveAside, replacedFailure } from "./store/damaged-file.ts";
import { EntryStore } from "./store/entry-store.ts";
import { storeFailure, troubleOf } from "./store/store-failure.ts";
import { isSafeSqlite } from "./store/store-schema.ts";

/** A session's entries on disk. Entries are numbered from 1 in the order of `append`. */
export type Journal = {
	/** Queues entries; they are on disk within 100 ms, or when `flush` returns a success. Never throws. */
	append(entries: readonly Entry[]): void;
	/** Writes what is queued. A failure leaves it queued. */
	flush(): Result<void>;
	/** The entries kept with a number over `after` (0), oldest first, at most `limit`. Includes queued ones. */
	entries(range?: EntryRange): Iterable<Entry>;
	/** Stores the state that the entries up to `seq` fold to; a replay starts there. */
	checkpoint(state: unknown, seq: number): Result<void>;
	/** Where a replay starts: fold `entries({ after: base.seq })` onto `base.state`. Absent: fold all from the beginning. */
	base(): Base | undefined;
	/** Number of the newest entry; 0 when there was none. */
	readonly lastSeq: number;
	/** Entries removed over the journal's life to stay within its bounds. */
	readonly removed: number;
	/** Entries that never reached the disk because it did not take them. */
	readonly lost: number;
	/** Writes what is queued and closes the file. Closing twice is harmless. */
	close(): Result<void>;
};

/**
 * Opens or begins the journal at `path`.
 * A damaged file is moved aside and told through `onFailure`; the journal then begins anew.
 * Fails with `journal` when the file cannot be opened or written, `version-mismatch` when it or SQLite is too new or too old.
 */
export function openJournal(path: string, options: JournalOptions = {}): Result<Journal> {
	const version = process.versions.sqlite ?? "0";
	if (!isSafeSqlite(version)) return failed("version-mismatch", `SQLite ${version} is too old.`, "Update Node.js.");
	const store = openStore(path, options);
	return store.ok ? ok(new LiveJournal(path, store.value, options)) : store;
}

function openStore(path: string, options: JournalOptions): Result<EntryStore> {
	try {
		return isEmptied(path) ? replaceStore(path, options) : ok(new EntryStore(path));
	} catch (error) {
		if (troubleOf(error) !== "damaged") return { ok: false, failure: storeFailure(path, error) };
		return replaceStore(path, options);
	}
}

function replaceStore(path: string, options: JournalOptions): Result<EntryStore> {
	try {
		const aside = moveAside(path);
		const store = new EntryStore(path);
		options.onFailure?.(replacedFailure(path, aside));
		return ok(store);
	} catch (error) {
		return { ok: false, failure: storeFailure(path, error) };
	}
}
