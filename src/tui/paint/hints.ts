import { fitAnsi } from "../screen/cells.ts";
import type { Rect } from "../ui/layout.ts";
import { shorten } from "./text.ts";
import type { Theme, Tone } from "./theme.ts";

type HintLine = readonly [tone: Tone, text: string];

const emptyGrid: readonly HintLine[] = [
	["bold", "No monitor yet."],
	["plain", ""],
	["dim", "Type here, in the conversation:"],
	["key", "  /run npm test"],
	["dim", "or in any other terminal, in this directory:"],
	["key", "  monmux run -- npm test"],
	["dim", "or ask the agent to watch something."],
];

/** What fills the grid while there is no monitor, exactly `rect` in size. */
export function paintEmptyGrid(rect: Rect, theme: Theme): string[] {
	return paintBlock(emptyGrid, { width: rect.width, height: rect.height }, theme);
}

/** The whole screen, `rows` × `cols`, of a terminal that is too small. */
export function paintTooSmall(size: { cols: number; rows: number }, theme: Theme): string[] {
	const lines: HintLine[] = [
		["bold", "monmux needs 60 columns and 15 rows."],
		["plain", `This terminal has ${size.cols} and ${size.rows}.`],
		["dim", "Monitors go on. Ctrl+C twice leaves."],
	];
	return paintBlock(lines, { width: size.cols, height: size.rows }, theme);
}

/** Left-aligned lines in the middle of a blank area; lines that do not fit fall off at the end. */
function paintBlock(lines: readonly HintLine[], size: { width: number; height: number }, theme: Theme): string[] {
	const widest = Math.max(...lines.map(([, text]) => text.length));
	const left = Math.max(0, Math.floor((size.width - widest) / 2));
	const top = Math.max(0, Math.floor((size.height - lines.length) / 2));
	const rows: string[] = [];
	for (let y = 0; y < size.height; y++) {
		const [tone, text] = lines[y - top] ?? ["plain", ""];
		const shown = theme.style(tone, shorten(text, size.width - left, theme));
		rows.push(fitAnsi(" ".repeat(left) + shown, size.width));
	}
	return rows;
}
