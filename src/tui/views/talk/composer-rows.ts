import { displayWidth } from "../../screen/cells.ts";
import type { Composer } from "../../ui/ui-state.ts";

/** The text being written, broken into rows, and the cell of its cursor among them. */
export type ComposerRows = {
	readonly rows: readonly string[];
	readonly cursor: { readonly x: number; readonly y: number };
	/** Rows of the text that are not among them. */
	readonly above: number;
	readonly below: number;
};

/** Cells of the prompt, and one more for a cursor behind a full row. */
const promptCells = 2;
const cursorCells = 1;

/**
 * At most `height` rows of the composer's text, always those around the cursor, without the prompt.
 * `width` is that of the whole composer; the cursor is counted from its left edge, prompt included.
 */
export function composerRows(composer: Composer, size: { width: number; height: number }): ComposerRows {
	const room = Math.max(2, size.width - promptCells - cursorCells);
	const rows: string[] = [];
	let cursor = { x: 0, y: 0 };
	let start = 0;
	for (const line of composer.text.split("\n")) {
		const end = start + line.length;
		const inside = composer.cursor >= start && composer.cursor <= end ? composer.cursor - start : undefined;
		const broken = breakLine(line, room, inside);
		if (broken.cursor !== undefined) cursor = { x: broken.cursor.x, y: rows.length + broken.cursor.y };
		for (const row of broken.rows) rows.push(row);
		start = end + 1;
	}
	const top = Math.max(
		0,
		Math.min(cursor.y - size.height + 1 + Math.floor(size.height / 4), rows.length - size.height),
	);
	return {
		rows: rows.slice(top, top + size.height),
		cursor: { x: cursor.x + promptCells, y: cursor.y - top },
		above: top,
		below: Math.max(0, rows.length - top - size.height),
	};
}

type BrokenLine = { readonly rows: string[]; readonly cursor: { x: number; y: number } | undefined };

function breakLine(line: string, room: number, at: number | undefined): BrokenLine {
	return /^[ -~]*$/.test(line) ? breakPlain(line, room, at) : breakClusters(line, room, at);
}

function breakPlain(line: string, room: number, at: number | undefined): BrokenLine {
	const rows: string[] = [];
	for (let from = 0; from === 0 || from < line.length; from += room) rows.push(line.slice(from, from + room));
	if (at === undefined) return { rows, cursor: undefined };
	const y = Math.min(Math.floor(at / room), rows.length - 1);
	return { rows, cursor: { x: at - y * room, y } };
}

const segmenter = new Intl.Segmenter();

function breakClusters(line: string, room: number, at: number | undefined): BrokenLine {
	const rows = [""];
	let cursor: BrokenLine["cursor"];
	let x = 0;
	for (const { segment, index } of segmenter.segment(line)) {
		const cells = displayWidth(segment);
		if (x + cells > room) {
			rows.push("");
			x = 0;
		}
		if (index === at) cursor = { x, y: rows.length - 1 };
		// What takes no cell is kept in the text and not drawn.
		if (cells > 0) rows[rows.length - 1] += segment;
		x += cells;
	}
	if (at !== undefined) cursor ??= { x, y: rows.length - 1 };
	return { rows, cursor };
}
