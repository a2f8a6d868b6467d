import { utf8Length } from "../../base/cut-text.ts";
import { countOf } from "../../base/format-count.ts";
import type { EventDraft } from "../../model/event.ts";
import { eventByteLimit, eventLineLimit, type Line } from "../../model/line.ts";

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

/**
 * A batcher with nothing in it.
 * An event closes 50 ms after its last line, 250 ms after its first, at 200 lines, or before the line that would
 * take it over 16 KiB. So only lines are ever cut, and the text says where.
 */
export function createBatcher(): Batcher {
	return new OpenEvent();
}

class OpenEvent implements Batcher {
	blankLines = 0;
	#texts: string[] = [];
	#bytes = 0;
	#cutBytes = 0;
	#partial = false;
	#firstAt = 0;
	#lastAt = 0;

	get pendingLines(): number {
		return this.#texts.length;
	}

	add(lines: readonly Line[], now: number): EventDraft[] {
		const closed = this.closeDue(now);
		for (const line of lines) {
			if (this.#texts.length === 0 && line.text.trim() === "" && line.cutBytes === 0) this.blankLines++;
			else this.#take(line, now, closed);
		}
		return closed;
	}

	due(): number | undefined {
		if (this.#texts.length === 0) return undefined;
		return Math.min(this.#firstAt + maxAgeMs, this.#lastAt + quietMs);
	}

	closeDue(now: number): EventDraft[] {
		const due = this.due();
		return due === undefined || now < due ? [] : this.end();
	}

	end(): EventDraft[] {
		const closed: EventDraft[] = [];
		this.#close(closed);
		return closed;
	}

	#take(line: Line, now: number, closed: EventDraft[]): void {
		const text = line.cutBytes === 0 ? line.text : `${line.text} [… ${countOf(line.cutBytes, "byte")} cut]`;
		const bytes = utf8Length(text) + 1;
		if (this.#bytes + bytes > eventByteLimit) this.#close(closed);
		if (this.#texts.length === 0) this.#firstAt = now;
		this.#texts.push(text);
		this.#bytes += bytes;
		this.#cutBytes += line.cutBytes;
		this.#partial = line.partial;
		this.#lastAt = now;
		if (this.#texts.length >= eventLineLimit) this.#close(closed);
	}

	#close(closed: EventDraft[]): void {
		if (this.#texts.length === 0) return;
		closed.push({
			kind: "output",
			text: ownCopy(this.#texts.join("\n")),
			lines: this.#texts.length,
			cut: { lines: 0, bytes: this.#cutBytes },
			partial: this.#partial,
		});
		this.#texts = [];
		this.#bytes = 0;
		this.#cutBytes = 0;
	}
}

/**
 * The same text in memory of its own.
 * An engine may keep a short text as a window onto a long one; an event lives long, and must not keep 64 KiB of the
 * output around it alive.
 */
function ownCopy(text: string): string {
	return ` ${text}`.slice(1);
}

const quietMs = 50;
const maxAgeMs = 250;
