import { codePointBoundary } from "../../base/cut-text.ts";

/** Who is told what a terminal stream holds. Text comes in runs of any length that never split a surrogate pair. */
export type TerminalSink = {
	print(run: string): void;
	/** A C0 or C1 control character that begins no sequence. */
	control(code: number): void;
	/** A control sequence: its parameters and intermediates as written, and its final character. */
	csi(parameters: string, final: string): void;
	/** An escape sequence of one character. */
	escape(final: string): void;
};

/**
 * Takes a terminal stream apart into text, controls and sequences, wherever its pieces end.
 * Every sequence is bounded, so that a broken one cannot swallow the stream.
 */
export class EscapeParser {
	#state: State = "ground";
	/** Characters of the sequence so far; what it means depends on the state. */
	#held = 0;
	#parameters = "";
	#string: StringKind = "line";
	readonly #sink: TerminalSink;

	constructor(sink: TerminalSink) {
		this.#sink = sink;
	}

	/** True outside any sequence. */
	get ground(): boolean {
		return this.#state === "ground";
	}

	/** Takes the next piece of text. */
	feed(text: string): void {
		let at = 0;
		while (at < text.length) at = this.#step(text, at);
	}

	/** Handles what is at `at`; returns the place to go on. */
	#step(text: string, at: number): number {
		if (this.#state === "ground") return this.#inGround(text, at);
		if (this.#state === "string") return this.#inString(text, at);
		return this.#state === "csi" ? this.#inCsi(text, at) : this.#inEscape(text, at);
	}

	#inGround(text: string, at: number): number {
		const found = nextControl(text, at);
		if (found > at) this.#sink.print(at === 0 && found === text.length ? text : text.slice(at, found));
		if (found === text.length) return found;
		const code = text.charCodeAt(found);
		const entered = code === escapeCode ? "escape" : c1Introducers.get(code);
		if (entered === undefined) this.#sink.control(code);
		else this.#enter(entered);
		return found + 1;
	}

	#inEscape(text: string, at: number): number {
		const code = text.charCodeAt(at);
		const entered = this.#held === 0 ? escIntroducers.get(text.charAt(at)) : undefined;
		if (entered !== undefined) {
			this.#enter(entered);
			return at + 1;
		}
		if (code >= 0x20 && code < 0x30 && this.#held < maxIntermediates) {
			this.#held++;
			return at + 1;
		}
		this.#state = "ground";
		// Anything but a final character does not belong to the sequence: it stands for itself.
		if (code < 0x30 || code >= 0x7f) return at;
		if (this.#held === 0) this.#sink.escape(text.charAt(at));
		return at + 1;
	}

	#inCsi(text: string, at: number): number {
		const code = text.charCodeAt(at);
		if (code >= 0x20 && code < 0x40 && this.#parameters.length < maxParameters) {
			this.#parameters += text.charAt(at);
			return at + 1;
		}
		this.#state = "ground";
		if (code < 0x40 || code > 0x7e) return at;
		this.#sink.csi(this.#parameters, text.charAt(at));
		return at + 1;
	}

	#inString(text: string, at: number): number {
		const found = nextControl(text, at);
		const bound = wholeCharacter(text, at + maxString - this.#held);
		this.#held += found + 1 - at;
		if (found >= bound) {
			this.#state = "ground";
			return bound;
		}
		if (found === text.length) this.#held--;
		if (found === text.length || !this.#endsString(text.charCodeAt(found))) return found + 1;
		return this.#leaveString(text.charCodeAt(found), found);
	}

	#endsString(code: number): boolean {
		if (code === bellCode) return this.#string === "osc";
		if (code === newlineCode) return this.#string !== "dcs";
		return code === escapeCode || code === cancelCode || code === substituteCode || code === terminatorCode;
	}

	#leaveString(code: number, at: number): number {
		if (code === escapeCode) this.#enter("escape");
		else this.#state = "ground";
		return code === newlineCode ? at : at + 1;
	}

	#enter(entered: Introduced): void {
		this.#held = 0;
		this.#parameters = "";
		this.#state = entered === "escape" || entered === "csi" ? entered : "string";
		if (this.#state === "string") this.#string = entered as StringKind;
	}
}

type State = "ground" | "escape" | "csi" | "string";
/** What ends a string early: BEL and a newline end an OSC, a newline the other ones, neither a DCS (sixels hold both). */
type StringKind = "osc" | "line" | "dcs";
type Introduced = "escape" | "csi" | StringKind;

const escapeCode = 0x1b;
const newlineCode = 0x0a;
const bellCode = 0x07;
const cancelCode = 0x18;
const substituteCode = 0x1a;
const terminatorCode = 0x9c;
const maxIntermediates = 2;
const maxParameters = 256;
const maxString = 64 * 1024;

const escIntroducers = new Map<string, Introduced>([
	["[", "csi"],
	["]", "osc"],
	["P", "dcs"],
	["X", "line"],
	["^", "line"],
	["_", "line"],
]);
/** The one-character forms of the same: each is its ESC form plus 0x40. */
const c1Introducers = new Map(
	[...escIntroducers].map(([letter, kind]) => [letter.charCodeAt(0) + 0x40, kind] as const),
);

const controls = /\p{Cc}/gu;

/** Where the next control character is, or the end of the text. */
function nextControl(text: string, from: number): number {
	controls.lastIndex = from;
	return controls.test(text) ? controls.lastIndex - 1 : text.length;
}

/** The place itself, or the one after it when it is in the middle of a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
	return codePointBoundary(text, at) === at ? at : at + 1;
}
