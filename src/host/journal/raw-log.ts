import type { Stop } from "../../base/disposable.ts";
import { type Failure, ok, type Result } from "../../model/failure.ts";
import type { Line } from "../../model/line.ts";
import { LiveLog } from "./raw/live-log.ts";
import type { Found } from "./raw/read-log.ts";
import type { RunMark } from "./raw/record.ts";
import { Segments } from "./raw/segments.ts";
import { storeFailure } from "./store/store-failure.ts";

/** How much a raw log keeps and whom it tells. */
export type RawLogOptions = {
	/** Bytes on disk, at least 16 KiB. 16 MiB unless told. */
	readonly maxBytes?: number;
	/** Told once for each kind of failure, and again only after a write worked in between. */
	readonly onFailure?: (failure: Failure) => void;
};

/** The output of one monitor as bytes, the newest part of it, on disk. What is read from it is cleaned as events are. */
export type RawLog = {
	/** Keeps a chunk; the chunk may be reused afterwards. Never throws, never waits. */
	write(stream: Line["stream"], chunk: Uint8Array): void;
	/** Notes that a run begins or has ended here: what had no newline yet is a line, also for who follows. */
	mark(kind: RunMark): void;
	/**
	 * The last `count` lines of all that was written before the call, oldest first; of the newest run alone when asked.
	 * Empty after a failure, which is told.
	 */
	tail(count: number, of?: "log" | "run"): Promise<Line[]>;
	/**
	 * Calls the listener with the lines of what is written from now on, in batches, at most 100 ms late.
	 * After a `tail` in the same tick no line is missing or doubled. A listener that throws is called no more.
	 */
	follow(listener: (lines: readonly Line[]) => void): Stop;
	/** The newest `limit` lines whose cleaned text the predicate accepts, oldest first. Nothing after a failure, which is told. */
	search(accepts: (text: string) => boolean, limit: number): Promise<Found>;
	/** Resolves when what was written before the call is on disk or was dropped, at the latest after five seconds. */
	flush(): Promise<void>;
	/** Bytes that the disk did not take in time. Where they are missing, the log says so. */
	readonly dropped: number;
	/** Writes what is buffered (for at most two seconds) and closes the files. Later writes are ignored. */
	close(): Promise<void>;
};

const leastBytes = 16 * 1024;

/**
 * Begins or continues the log in the files `path` and `path.1`, which together stay within the bound.
 * Fails with `journal` when they cannot be opened.
 */
export function createRawLog(path: string, options: RawLogOptions = {}): Result<RawLog> {
	const share = Math.floor(Math.max(leastBytes, options.maxBytes ?? 16 * 1024 * 1024) / 2);
	try {
		return ok(new LiveLog({ path, share, segments: new Segments(path, share) }, options));
	} catch (error) {
		return { ok: false, failure: storeFailure(path, error) };
	}
}
