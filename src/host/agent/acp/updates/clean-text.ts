import { EscapeParser } from "../../../../core/lines/escape-parser.ts";
import { VisibleText } from "../../../../core/lines/visible-text.ts";

/** Takes control sequences and invisible characters out of text that comes in pieces; newlines stay. */
export class TextCleaner {
	#kept = "";
	readonly #visible = new VisibleText();
	readonly #parser = new EscapeParser({
		print: (run) => this.#keep(this.#visible.keep(run)),
		control: (code) => this.#control(code),
		csi: () => this.#visible.interrupt(),
		escape: () => this.#visible.interrupt(),
	});

	/** The next piece without what a terminal would act on. A sequence that is still open is held back. */
	clean(piece: string): string {
		this.#kept = "";
		this.#parser.feed(piece.toWellFormed());
		return this.#kept;
	}

	#control(code: number): void {
		this.#visible.interrupt();
		if (code === newline) this.#keep("\n");
		if (code === tab) this.#keep("    ");
	}

	#keep(text: string): void {
		this.#kept += text;
	}
}

/** A whole text, cleaned. */
export function cleanText(text: string): string {
	return new TextCleaner().clean(text);
}

/** A whole text as one cleaned line. */
export function cleanLine(text: string): string {
	return cleanText(text).replaceAll(/\s+/g, " ").trim();
}

const newline = 0x0a;
const tab = 0x09;
