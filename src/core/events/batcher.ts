import type { EventDraft } from "../../model/event.ts";
import type { Line } from "../../model/line.ts";

/** Gathers lines that belong together into one event. Times are milliseconds since the epoch. */
export type Batcher = {
	/** Takes accepted lines; returns the events that this closed. */
	add(lines: readonly Line[], now: number): EventDraft[];
	/** When the open event closes by itself; undefined when none is open. */
	due(): number | undefined;
	closeDue(now: number): EventDraft[];
	/** Closes what is open. */
	end(): EventDraft[];
	/** Lines in the open event. */
	readonly pendingLines: number;
	/** Blank lines passed over so far, because they would have begun an event. */
	readonly blankLines: number;
};

/** A batcher with nothing in it. */
export function createBatcher(): Batcher {
	throw new Error("unwritten");
}
