import type { Line } from "../../model/line.ts";
import { EscapeParser } from "./escape-parser.ts";
import { cutLine, LineRow } from "./line-row.ts";
import { completePlainLines } from "./plain-lines.ts";
import { applyCsi } from "./row-sequences.ts";
import { ScreenModes } from "./screen-modes.ts";
import { Utf8Decoder } from "./utf8-decoder.ts";
import { VisibleText } from "./visible-text.ts";

/** Turns the bytes of one stream into cleaned lines. The same bytes give the same lines, however they are chunked. */
export type LineSplitter = {
	/** Takes the next bytes; returns the lines that they complete. Keeps no reference to the chunk. */
	push(chunk: Uint8Array): Line[];
	/**
	 * Gives up the text that has no newline yet, if any.
	 * What follows of that line begins a new one; when nothing but the newline follows, there is none.
	 */
	flushPartial(): Line | undefined;
	/** The stream is over: returns the last line when it had no newline. */
	end(): Line[];
	/** True while there is text without a newline. */
	readonly pending: boolean;
	/** Lines returned so far, partial ones included. */
	readonly totalLines: number;
};

/** A splitter at the start of a stream. */
export function createLineSplitter(stream: Line["stream"]): LineSplitter {
	return new Splitter(stream);
}

class Splitter implements LineSplitter {
	totalLines = 0;
	readonly #stream: Line["stream"];
	readonly #decoder = new Utf8Decoder();
	readonly #parser: EscapeParser;
	readonly #visible = new VisibleText();
	readonly #row = new LineRow();
	readonly #modes = new ScreenModes();
	/** The row's beginning was given up as a partial line. */
	#continued = false;
	#lines: Line[] = [];

	constructor(stream: Line["stream"]) {
		this.#stream = stream;
		this.#parser = new EscapeParser({
			print: (run) => this.#row.print(this.#visible.keep(run)),
			control: (code) => this.#control(code),
			csi: (parameters, final) => {
				this.#visible.interrupt();
				applyCsi(this.#row, parameters, final);
				this.#switch(() => this.#modes.csi(parameters, final));
			},
			escape: (final) => this.#switch(() => this.#modes.escape(final)),
		});
	}

	get pending(): boolean {
		return !this.#row.empty;
	}

	push(chunk: Uint8Array): Line[] {
		const rest = this.#pushPlain(chunk);
		this.#parser.feed(this.#decoder.decode(chunk.subarray(rest)));
		return this.#takeLines();
	}

	flushPartial(): Line | undefined {
		if (!this.pending) return undefined;
		this.#finish(true);
		this.#continued = true;
		return this.#takeLines()[0];
	}

	end(): Line[] {
		this.#parser.feed(this.#decoder.end());
		if (this.pending) this.#finish(true);
		return this.#takeLines();
	}

	/** Takes complete lines of printable ASCII on a short way; returns how many bytes that were. */
	#pushPlain(chunk: Uint8Array): number {
		if (!this.#decoder.idle || !this.#parser.ground || this.#modes.drawing) return 0;
		const plain = completePlainLines(chunk);
		if (plain.end === 0) return 0;
		const [first = "", ...others] = plain.texts;
		this.#parser.feed(`${first}\n`);
		for (const text of others) {
			const { text: kept, cutBytes } = cutLine(text, 0);
			this.#lines.push({ stream: this.#stream, text: kept, cutBytes, partial: false });
		}
		return plain.end;
	}

	#control(code: number): void {
		this.#visible.interrupt();
		if (code === newline) this.#newline();
		else if (code === carriageReturn) this.#row.carriageReturn();
		else if (code === backspace) this.#row.moveBy(-1);
		else if (spaces.has(code)) this.#row.print(" ");
	}

	#newline(): void {
		if (this.#continued && this.#row.untouched) this.#row.take();
		else this.#finish(false);
		this.#continued = false;
	}

	/** What stands on the row when a program begins to draw, or stops, is a line by itself. */
	#switch(change: () => void): void {
		const before = this.#modes.drawing;
		change();
		if (this.#modes.drawing === before || !this.pending) return;
		this.#finish(true, before);
		this.#continued = true;
	}

	#finish(partial: boolean, drawn = this.#modes.drawing): void {
		const { text, cutBytes } = this.#row.take();
		this.#visible.interrupt();
		this.#lines.push({ stream: this.#stream, text, cutBytes, partial, ...(drawn ? { drawn } : {}) });
	}

	#takeLines(): Line[] {
		const lines = this.#lines;
		this.#lines = [];
		this.totalLines += lines.length;
		return lines;
	}
}

const newline = 0x0a;
const carriageReturn = 0x0d;
const backspace = 0x08;
/** Tab, vertical tab, form feed and NEL keep words apart; a space does that without knowing of columns. */
const spaces = new Set([0x09, 0x0b, 0x0c, 0x85]);
