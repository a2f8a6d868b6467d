import { cutAnsi, displayWidth } from "../screen/cells.ts";
import { stripControls } from "../screen/control-characters.ts";

/** Breaks text into rows of at most `width` cells, at blanks where there are any. Its own line ends stay, controls go. */
export function wrapText(text: string, width: number): string[] {
	return text.split("\n").flatMap((line) => wrapLine(visible(stripControls(line)), Math.max(2, width)));
}

/** Without the characters that take no cell, so that a cut piece is always a beginning of its line. */
function visible(line: string): string {
	return cutAnsi(line, Number.MAX_SAFE_INTEGER).text;
}

function wrapLine(line: string, width: number): string[] {
	const rows: string[] = [];
	let rest = line;
	// A row is looked for in a window, so that one endless line costs no more than its length.
	const window = width * 4 + 64;
	while (rest.length > window || displayWidth(rest) > width) {
		const head = cutAnsi(rest.slice(0, window), width).text;
		const end = breakAt(rest, Math.max(1, head.length));
		rows.push(rest.slice(0, end).trimEnd());
		rest = rest.slice(end).trimStart();
	}
	rows.push(rest);
	return rows;
}

/** The place of the last blank that leaves something on the row, else the place itself. */
function breakAt(text: string, most: number): number {
	if (text[most] === " ") return most;
	const blank = text.lastIndexOf(" ", most);
	return blank > 0 && text.slice(0, blank).trim() !== "" ? blank : most;
}
