import type { Line } from "../../model/line.ts";

/** Turns the bytes of one stream into cleaned lines. The same bytes give the same lines, however they are chunked. */
export type LineSplitter = {
	/** Takes the next bytes; returns the lines that they complete. Keeps no reference to the chunk. */
	push(chunk: Uint8Array): Line[];
	/** Gives up the text that has no newline yet, if any. What follows of that line begins a new one. */
	flushPartial(): Line | undefined;
	/** The stream is over: returns the last line when it had no newline. */
	end(): Line[];
	/** True while there is text without a newline. */
	readonly pending: boolean;
	/** Lines returned so far, partial ones included. */
	readonly totalLines: number;
};

/** A splitter at the start of a stream. */
export function createLineSplitter(_stream: Line["stream"]): LineSplitter {
	throw new Error("unwritten");
}
