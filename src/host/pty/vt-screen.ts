import unicode11 from "@xterm/addon-unicode11";
import type { Terminal as HeadlessTerminal, IBufferCell } from "@xterm/headless";
import headless from "@xterm/headless";
import { rowText } from "./row-text.ts";

/** What is on a monitor's terminal, seen through a window of its size. */
export type VtFrame = {
	readonly cols: number;
	readonly rows: readonly string[];
	/** Absent while scrolled back or hidden by the script. */
	readonly cursor?: { readonly x: number; readonly y: number };
	readonly scrollback: number;
	readonly offset: number;
};

/** Parses a script's output as a terminal would. Pixels of panes come from here and never enter the state. */
export class VtScreen {
	readonly #terminal: HeadlessTerminal;
	readonly #cell: IBufferCell;
	readonly #onChange: () => void;
	#stderr = new TextDecoder();

	constructor(options: {
		cols: number;
		rows: number;
		scrollback: number;
		onChange: () => void;
		onReply: (data: string) => void;
	}) {
		const { onChange, onReply, ...size } = options;
		this.#terminal = new headless.Terminal({ ...size, allowProposedApi: true, logLevel: "off" });
		this.#terminal.loadAddon(new unicode11.Unicode11Addon());
		this.#terminal.unicode.activeVersion = "11";
		this.#terminal.onData(onReply);
		this.#cell = this.#terminal.buffer.active.getNullCell();
		this.#onChange = onChange;
	}

	/** Output of the script. */
	write(chunk: Uint8Array): void {
		this.#terminal.write(chunk, this.#onChange);
	}

	/** Errors of the script, dimmed; decoded apart, so that they may fall between the bytes of a character. */
	writeStderr(chunk: Uint8Array): void {
		this.#terminal.write(`\u001b[2m${this.#stderr.decode(chunk, { stream: true })}\u001b[22m`, this.#onChange);
	}

	/** A rule between two runs of the same monitor; what the first left behind (modes, the alternate screen) ends there. */
	separate(text: string): void {
		this.#terminal.write(`\u001b[?1049l\u001b[!p\u001b[0m\r\n\u001b[2m── ${text} ──\u001b[0m\r\n`, this.#onChange);
	}

	resize(cols: number, rows: number): void {
		if (cols === this.#terminal.cols && rows === this.#terminal.rows) return;
		this.#terminal.resize(cols, rows);
		this.#onChange();
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
		return back === 0 ? { ...frame, cursor: { x: Math.min(buffer.cursorX, cols - 1), y: buffer.cursorY } } : frame;
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
		return new Promise((resolve) => this.#terminal.write("", resolve));
	}

	dispose(): void {
		this.#terminal.dispose();
	}
}
