import type { Failure } from "../../model/failure.ts";

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
	 * Asked for the state that all appended entries fold to, when entries are removed or were lost.
	 * It must survive JSON. It is called from a timer or from `close`, never inside `append` or `flush`,
	 * so it is enough that entries are appended and folded in the same tick.
	 */
	readonly onTrim?: () => unknown;
	/** Told once for each kind of failure, and again only after the journal worked in between. */
	readonly onFailure?: (failure: Failure) => void;
};

/** Which entries to read; numbers are those of `lastSeq`. */
export type EntryRange = { readonly after?: number; readonly limit?: number };
