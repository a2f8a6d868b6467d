import unicode from "@xterm/addon-unicode11";
import xterm from "@xterm/headless";
import { type Cell, readCell } from "../../terminal/harness/read-screen.ts";

/** A terminal emulator as the compositor expects to find one: the alternate screen, autowrap off. */
export function createOracle(cols: number, rows: number): xterm.Terminal {
	const terminal = new xterm.Terminal({ cols, rows, allowProposedApi: true });
	terminal.loadAddon(new unicode.Unicode11Addon());
	terminal.unicode.activeVersion = "11";
	terminal.write("\u001b[?1049h\u001b[?7l");
	return terminal;
}

/** Writes and waits until it was parsed. */
export function feed(terminal: xterm.Terminal, bytes: string): Promise<void> {
	return new Promise((resolve) => terminal.write(bytes, resolve));
}

/** Every cell of the screen, blanks without a style made alike. */
export function cellsOf(terminal: xterm.Terminal): Cell[][] {
	return Array.from({ length: terminal.rows }, (_, y) =>
		Array.from({ length: terminal.cols }, (_, x) => {
			const cell = readCell(terminal, x, y);
			return cell.text === "" && cell.width === 1 ? { ...cell, text: " " } : cell;
		}),
	);
}

/** The text of the screen, its rows without trailing blanks. */
export function textOf(terminal: xterm.Terminal): string[] {
	const buffer = terminal.buffer.active;
	return Array.from({ length: terminal.rows }, (_, y) => buffer.getLine(y)?.translateToString(true) ?? "");
}
