import type { IBufferCell, Terminal } from "@xterm/headless";

/** One cell of the screen. Colours are `#rrggbb`, a palette index, or undefined for the default. */
export type Cell = {
	/** Empty behind a wide character. */
	readonly text: string;
	readonly width: number;
	readonly bold: boolean;
	readonly dim: boolean;
	readonly italic: boolean;
	readonly underline: boolean;
	readonly inverse: boolean;
	readonly foreground: string | number | undefined;
	readonly background: string | number | undefined;
};

/** What a program has to give back when it ends. */
export type Modes = {
	readonly alternateScreen: boolean;
	readonly bracketedPaste: boolean;
	readonly cursorVisible: boolean;
	readonly mouse: boolean;
	readonly autowrap: boolean;
	readonly focusReports: boolean;
	readonly synchronized: boolean;
};

/** Whether the cursor shows, which the emulator keeps to itself. */
export function watchCursor(emulator: Terminal): { readonly visible: boolean } {
	const cursor = { visible: true };
	const watch = (final: string, visible: boolean) =>
		emulator.parser.registerCsiHandler({ prefix: "?", final }, (parameters) => {
			if (parameters.includes(25)) cursor.visible = visible;
			return false;
		});
	watch("h", true);
	watch("l", false);
	return cursor;
}

export function readModes(emulator: Terminal, cursor: { readonly visible: boolean }): Modes {
	const { modes } = emulator;
	return {
		alternateScreen: emulator.buffer.active.type === "alternate",
		bracketedPaste: modes.bracketedPasteMode,
		cursorVisible: cursor.visible,
		mouse: modes.mouseTrackingMode !== "none",
		autowrap: modes.wraparoundMode,
		focusReports: modes.sendFocusMode,
		synchronized: modes.synchronizedOutputMode,
	};
}

export function readScreen(emulator: Terminal): string[] {
	return Array.from({ length: emulator.rows }, (_, y) => readRow(emulator, y));
}

/** A row of the screen, counted from 0, without trailing blanks. */
export function readRow(emulator: Terminal, y: number): string {
	const buffer = emulator.buffer.active;
	return buffer.getLine(buffer.baseY + y)?.translateToString(true) ?? "";
}

/** A cell of the screen. Throws outside of it. */
export function readCell(emulator: Terminal, x: number, y: number): Cell {
	const buffer = emulator.buffer.active;
	const cell = buffer.getLine(buffer.baseY + y)?.getCell(x);
	if (cell === undefined) throw new Error(`no cell ${x}, ${y} on a screen of ${emulator.cols}×${emulator.rows}`);
	return {
		text: cell.getChars(),
		width: cell.getWidth(),
		bold: cell.isBold() !== 0,
		dim: cell.isDim() !== 0,
		italic: cell.isItalic() !== 0,
		underline: cell.isUnderline() !== 0,
		inverse: cell.isInverse() !== 0,
		foreground: foregroundOf(cell),
		background: backgroundOf(cell),
	};
}

function foregroundOf(cell: IBufferCell): string | number | undefined {
	if (cell.isFgDefault()) return undefined;
	return cell.isFgRGB() ? hex(cell.getFgColor()) : cell.getFgColor();
}

function backgroundOf(cell: IBufferCell): string | number | undefined {
	if (cell.isBgDefault()) return undefined;
	return cell.isBgRGB() ? hex(cell.getBgColor()) : cell.getBgColor();
}

function hex(colour: number): string {
	return `#${colour.toString(16).padStart(6, "0")}`;
}
