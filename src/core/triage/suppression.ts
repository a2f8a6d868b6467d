import { utf8Length } from "../../base/cut-text.ts";
import { fitLastLines } from "../../base/fit-lines.ts";
import { countOf, formatCount } from "../../base/format-count.ts";
import type { EventDraft } from "../../model/event.ts";
import { eventByteLimit } from "../../model/line.ts";

/** What one running suppression event stands for: counts of all its drafts, and the text of the last ones. */
export class Suppression {
	#lines = 0;
	/** Bytes of text suppressed, and bytes that had been cut out of it before. */
	#bytes = 0;
	#partial = false;
	readonly #recent: string[] = [];
	readonly #perSecond: number;

	constructor(perSecond: number) {
		this.#perSecond = perSecond;
	}

	/** Folds one more draft in. */
	add(draft: EventDraft): void {
		this.#lines += draft.lines;
		this.#bytes += textBytes(draft.text) + draft.cut.bytes;
		this.#partial = draft.partial;
		this.#recent.push(draft.text);
		if (this.#recent.length > shownLines) this.#recent.shift();
	}

	/** The event as it reads now. `cut` counts what its text does not show; its lines and bytes are whole counts. */
	draft(): EventDraft {
		const { lines: shown } = fitLastLines(this.#lastLines(), eventByteLimit - reserved);
		const heading = `${countOf(this.#lines, "line")} suppressed (over ${this.#rate()})`;
		const shownBytes = shown.reduce((sum, line) => sum + utf8Length(line), 0);
		return {
			kind: "suppression",
			text: [heading, ...shown].join("\n"),
			lines: this.#lines,
			cut: { lines: this.#lines - shown.length, bytes: this.#bytes - shownBytes },
			partial: this.#partial,
		};
	}

	#lastLines(): string[] {
		const lines = this.#recent.flatMap((text) => text.split("\n"));
		return lines.slice(-shownLines);
	}

	#rate(): string {
		const rate = this.#perSecond;
		return `${Number.isInteger(rate) ? formatCount(rate) : rate} ${rate === 1 ? "event" : "events"}/s`;
	}
}

/** Bytes of a text without its newlines. */
function textBytes(text: string): number {
	let newlines = 0;
	for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) newlines++;
	return utf8Length(text) - newlines;
}

const shownLines = 5;
/** Bytes kept free for the heading. */
const reserved = 256;
