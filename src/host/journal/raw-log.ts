import type { Stop } from "../../base/disposable.ts";
import { type Failure, failed, type Result } from "../../model/failure.ts";
import type { Line } from "../../model/line.ts";

/** How a raw log is kept and read. */
export type RawLogOptions = {
	/** Removes control sequences from one line of text. Everything that is read from the log goes through it. */
	readonly clean: (text: string) => string;
	/** Bytes on disk. 16 MiB unless told. */
	readonly maxBytes?: number;
	/** Told once for each kind of failure, and again only after a write worked in between. */
	readonly onFailure?: (failure: Failure) => void;
};

/** The lines that a search found, and how many there were in all. */
export type Found = { readonly lines: readonly Line[]; readonly total: number };

/** The output of one monitor as bytes, the newest part of it, on disk. */
export type RawLog = {
	/** Keeps a chunk; the chunk may be reused afterwards. Never throws, never waits. */
	write(stream: Line["stream"], chunk: Uint8Array): void;
	/** The last `lines` lines of all that was written before the call, oldest first. */
	tail(lines: number): Promise<Line[]>;
	/** Calls the listener with the lines of what is written from now on, in batches, at most 100 ms late. */
	follow(listener: (lines: readonly Line[]) => void): Stop;
	/** The newest `limit` lines whose cleaned text the predicate accepts, oldest first. */
	search(accepts: (text: string) => boolean, limit: number): Promise<Found>;
	/** Resolves when what was written before the call is on disk or was dropped. */
	flush(): Promise<void>;
	/** Bytes that the disk did not take in time. */
	readonly dropped: number;
	/** Writes what is buffered (for at most two seconds) and closes the files. */
	close(): Promise<void>;
};

/** Begins or continues the log in the files `path` and `path.1`. */
export function createRawLog(_path: string, _options: RawLogOptions): Result<RawLog> {
	return failed("internal", "not built");
}
