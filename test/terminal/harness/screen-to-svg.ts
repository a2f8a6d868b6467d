import type { Terminal } from "@xterm/headless";
import { type Box, boxShape } from "./box-shapes.ts";
import { colourOf, theme } from "./palette.ts";
import { type Cell, readCell } from "./read-screen.ts";

const cellWidth = 8.4;
const cellHeight = 18;
const fontSize = 14;
const padding = 14;
const baseline = 13.2;
const line = "─";

/** Cells of one row that look alike and can be written as one piece of text. */
type Run = { x: number; cells: number; text: string; readonly look: Cell };

/** A picture of what an emulator shows: every column exact, whatever font the viewer has. Text stays text. */
export function screenToSvg(emulator: Terminal): string {
	const width = Math.round(emulator.cols * cellWidth + 2 * padding);
	const height = Math.round(emulator.rows * cellHeight + 2 * padding);
	const rows = Array.from({ length: emulator.rows }, (_, y) => rowToSvg(emulator, y));
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
		"<title>A screen of monmux</title>",
		`<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="9" fill="${theme.background}" stroke="${theme.frame}"/>`,
		`<g font-family="'DejaVu Sans Mono','Cascadia Mono',Menlo,Consolas,'Noto Sans Mono CJK SC',monospace" font-size="${fontSize}" transform="translate(${padding} ${padding})">`,
		...rows.filter((row) => row !== ""),
		"</g>",
		"</svg>",
		"",
	].join("\n");
}

function rowToSvg(emulator: Terminal, y: number): string {
	const cells = Array.from({ length: emulator.cols }, (_, x) => readCell(emulator, x, y));
	const runs = runsOf(cells);
	return [...runs.map((run) => backgroundOf(run, y)), ...runs.map((run) => foregroundOf(run, y))].join("");
}

function runsOf(cells: readonly Cell[]): Run[] {
	const runs: Run[] = [];
	for (const [x, cell] of cells.entries()) {
		if (cell.width === 0) continue;
		const text = cell.text === "" ? " " : cell.text;
		const last = runs.at(-1);
		if (last !== undefined && canJoin(last, cell, text)) {
			last.text += text;
			last.cells += 1;
		} else runs.push({ x, cells: cell.width, text, look: cell });
	}
	return runs;
}

/** Only plain characters are joined, since a browser may draw any other in another width, and lines, which are drawn. */
function canJoin(run: Run, cell: Cell, text: string): boolean {
	const last = run.text.at(-1) ?? "";
	const alike = isPlain(text) ? isPlain(last) : text === line && last === line;
	return alike && lookOf(run.look) === lookOf(cell);
}

function isPlain(text: string): boolean {
	return text >= " " && text <= "~";
}

function lookOf({ text: _text, width: _width, ...look }: Cell): string {
	return JSON.stringify(look);
}

function backgroundOf(run: Run, y: number): string {
	const { inverse, background, foreground } = run.look;
	if (!inverse && background === undefined) return "";
	const colour = inverse ? colourOf(foreground, theme.foreground) : colourOf(background, theme.background);
	const { x, y: top, width, height } = boxOf(run, y);
	return `<rect x="${x}" y="${top}" width="${width}" height="${height}" fill="${colour}"/>`;
}

function foregroundOf(run: Run, y: number): string {
	if (run.text.trim() === "" && !run.look.underline) return "";
	const { inverse, background, foreground, dim } = run.look;
	const colour = inverse ? colourOf(background, theme.background) : colourOf(foreground, theme.foreground);
	const box = boxOf(run, y);
	const drawn = boxShape(run.text[0] ?? "", box, colour) ?? textElement(run, box, colour);
	return dim ? `<g opacity="0.6">${drawn}</g>` : drawn;
}

function textElement(run: Run, box: Box, colour: string): string {
	const { bold, italic, underline } = run.look;
	const style = [
		bold ? ' font-weight="bold"' : "",
		italic ? ' font-style="italic"' : "",
		underline ? ' text-decoration="underline"' : "",
	].join("");
	const fitted = isPlain(run.text.at(0) ?? "") ? ` textLength="${box.width}" lengthAdjust="spacingAndGlyphs"` : "";
	return `<text x="${box.x}" y="${round2(box.y + baseline)}" fill="${colour}"${style}${fitted}>${escaped(run.text)}</text>`;
}

function boxOf(run: Run, y: number): Box {
	return {
		x: round2(run.x * cellWidth),
		y: y * cellHeight,
		width: round2(run.cells * cellWidth),
		height: cellHeight,
	};
}

/** Blanks become no-break spaces, since viewers fold plain ones. */
function escaped(text: string): string {
	const safe = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
	return safe.replaceAll(" ", "\u00a0");
}

function round2(value: number): number {
	return Math.round(value * 100) / 100;
}
