import type { Terminal as HeadlessTerminal, IBufferCell } from "@xterm/headless";
import headless from "@xterm/headless";
import { WholeCharacters } from "../../core/lines/whole-characters.ts";
import { keepRowsLean } from "./lean-rows.ts";
import { rowText } from "./row-text.ts";
import { useBoundedMarks } from "./stacked-marks.ts";
import { StringBound } from "./string-bound.ts";

/** What is on a monitor's terminal, seen through a window of its size. */
export type VtFrame = {
	readonly cols: number;
	readonly rows: readonly string[];
	/** Absent while scrolled back or hidden by the script. */
	readonly cursor?: { readonly x: number; readonly y: number };
	readonly scrollback: number;
	readonly offset: number;
};

/** CAN ends a sequence that was cut off; then the first screen and a soft reset. */
const cleanEnd = "\u0018\u001b[?1049l\u001b[!p\u001b[0m";

/** Parses a script's output as a terminal would. Pixels of panes come from here and never enter the state. */
export class VtScreen {
	readonly #terminal: HeadlessTerminal;
	readonly #cell: IBufferCell;
	readonly #onChange: () => void;
	#bounds = { stdout: new StringBound(), stderr: new StringBound() };
	readonly #whole = new WholeCharacters();
	readonly #stderr = new TextDecoder();
	#cursorShown = true;
	/** What comes while the end of a run is being looked for waits for it, in order. */
	#later: (() => void)[] | undefined;

	constructor(options: {
		cols: number;
		rows: number;
		scrollback: number;
		onChange: () => void;
		onReply: (data: string) => void;
	}) {
		const { onChange, onReply, ...size } = options;
		this.#terminal = new headless.Terminal({ ...size, allowProposedApi: true, logLevel: "off" });
		keepRowsLean(this.#terminal);
		useBoundedMarks(this.#terminal);
		this.#terminal.onData((data) => {
			if (data !== "") onReply(data);
		});
		this.#cell = this.#terminal.buffer.active.getNullCell();
		this.#onChange = onChange;
		this.#watchCursor();
	}

	/** Output of the script. */
	write(chunk: Uint8Array): void {
		this.#inOrder(() => {
			this.#parseAtOnce();
			this.#terminal.write(this.#whole.pass(this.#bounds.stdout.pass(chunk)), this.#onChange);
		});
	}

	/** Errors of the script, dimmed; decoded apart, so that they may fall between the bytes of a character. */
	writeStderr(chunk: Uint8Array): void {
		const text = this.#stderr.decode(this.#bounds.stderr.pass(chunk), { stream: true });
		this.#inOrder(() => {
			this.#parseAtOnce();
			this.#terminal.write(`\u001b[2m${text}\u001b[22m`, this.#onChange);
		});
	}

	/** A rule between two runs of the same monitor; what the first left behind (modes, the alternate screen) ends there. */
	separate(text: string): void {
		this.#inOrder(() => {
			this.#later = [];
			this.#bounds = { stdout: new StringBound(), stderr: new StringBound() };
			this.#terminal.write(cleanEnd, () => this.#drawRule(text));
		});
	}

	resize(cols: number, rows: number): void {
		if (cols === this.#terminal.cols && rows === this.#terminal.rows) return;
		this.#terminal.resize(cols, rows);
		this.#onChange();
	}

	/** Rows that it keeps above the screen from now on; what is over that goes at once. */
	keep(scrollback: number): void {
		if (this.#terminal.options.scrollback !== scrollback) this.#terminal.options.scrollback = scrollback;
	}

	get size(): { cols: number; rows: number } {
		return { cols: this.#terminal.cols, rows: this.#terminal.rows };
	}

	/** The rows `offset` lines above the newest, as text with SGR sequences only. */
	frame(offset: number): VtFrame {
		const { cols, rows } = this.#terminal;
		const buffer = this.#terminal.buffer.active;
		const scrollback = buffer.baseY;
		const back = Math.min(offset, scrollback);
		const top = scrollback - back;
		const texts = Array.from({ length: rows }, (_, y) => rowText(buffer, top + y, this.#cell));
		const frame = { cols, rows: texts, scrollback, offset: back };
		return back === 0 && this.#cursorShown
			? { ...frame, cursor: { x: Math.min(buffer.cursorX, cols - 1), y: buffer.cursorY } }
			: frame;
	}

	/** Offsets of the rows whose text the predicate accepts, newest first, at most 1,000. */
	search(accepts: (text: string) => boolean): number[] {
		const buffer = this.#terminal.buffer.active;
		const found: number[] = [];
		for (let y = buffer.length - 1; y >= 0 && found.length < 1000; y -= 1) {
			const text = buffer.getLine(y)?.translateToString(true) ?? "";
			if (text !== "" && accepts(text)) found.push(Math.max(0, buffer.baseY - y));
		}
		return found;
	}

	/** Resolves when everything written so far is on the screen. */
	settled(): Promise<void> {
		return new Promise((resolve) => this.#inOrder(() => this.#terminal.write("", resolve)));
	}

	dispose(): void {
		this.#terminal.dispose();
	}

	/** The rule stands right below the last row that shows anything, wherever the cursor was left. */
	#drawRule(text: string): void {
		const { active } = this.#terminal.buffer;
		let used = this.#terminal.rows;
		while (used > 0 && !active.getLine(active.baseY + used - 1)?.translateToString(true)) used -= 1;
		const place = used === 0 ? "\u001b[H" : `\u001b[${used};1H\r\n`;
		this.#terminal.write(`${place}\u001b[2m── ${text} ──\u001b[0m\r\n`, this.#onChange);
		const waiting = this.#later ?? [];
		this.#later = undefined;
		for (const action of waiting) this.#inOrder(action);
	}

	#inOrder(action: () => void): void {
		if (this.#later) this.#later.push(action);
		else action();
	}

	/**
	 * The next write is parsed in this turn of the event loop and not after a timer, as an echo of a key would be.
	 * One waking fewer for each line of a quiet script; a long chunk is still parsed in slices.
	 */
	#parseAtOnce(): void {
		this.#terminal.input("", true);
	}

	/** The terminal itself does not tell whether its cursor is shown (DECTCEM); resets show it again. */
	#watchCursor(): void {
		const { parser } = this.#terminal;
		const set = (shown: boolean) => (parameters: (number | number[])[]) => {
			if (parameters.includes(25)) this.#cursorShown = shown;
			return false;
		};
		const show = (): boolean => {
			this.#cursorShown = true;
			return false;
		};
		parser.registerCsiHandler({ prefix: "?", final: "h" }, set(true));
		parser.registerCsiHandler({ prefix: "?", final: "l" }, set(false));
		parser.registerCsiHandler({ intermediates: "!", final: "p" }, show);
		parser.registerEscHandler({ final: "c" }, show);
	}
}
