import type { Entry } from "../../model/entry.ts";
import { type Failure, failed, type Result } from "../../model/failure.ts";

/** A folded state and the number of the last entry folded into it. */
export type Base = { readonly state: unknown; readonly seq: number };

/** How much a journal keeps and whom it asks and tells. */
export type JournalOptions = {
	/** Entries kept; the oldest go first. 200,000 unless told. */
	readonly maxEntries?: number;
	/** Bytes of entry text kept. 256 MiB unless told. */
	readonly maxBytes?: number;
	/** Entries that may wait for the disk; over this the oldest waiting ones are lost and counted. 20,000 unless told. */
	readonly maxQueued?: number;
	/**
	 * Asked for the state that all appended entries fold to, whenever entries are removed or were lost.
	 * It must survive JSON. It is called from a timer only, never inside `append`, `flush` or `close`.
	 */
	readonly onTrim?: () => unknown;
	/** Told once for each kind of failure, and again only after the journal worked in between. */
	readonly onFailure?: (failure: Failure) => void;
};

/** A session's entries on disk. Entries are numbered from 1 in the order of `append`. */
export type Journal = {
	/** Queues entries; they are on disk within 20 ms, or when `flush` returns a success. Never throws. */
	append(entries: readonly Entry[]): void;
	/** Writes what is queued. A failure leaves it queued. */
	flush(): Result<void>;
	/** The entries kept with a number over `after` (0), oldest first, at most `limit`. Includes queued ones. */
	entries(range?: { readonly after?: number; readonly limit?: number }): Iterable<Entry>;
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

/** Opens or begins the journal at `path`. */
export function openJournal(_path: string, _options: JournalOptions = {}): Result<Journal> {
	return failed("internal", "not built");
}
