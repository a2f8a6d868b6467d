import { cursorTo, hideCursor, type Point, paintRow, type RowState, type Segment, showCursor } from "./paint-row.ts";

/** A part of the screen in cells, counted from 0, 0 in the upper left corner. */
export type Rect = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Columns and rows of the screen. */
export type ScreenSize = { readonly cols: number; readonly rows: number };

/**
 * The whole screen as named regions, and the knowledge of what the terminal shows.
 * A later region lies over an earlier one; what no region covers is blank.
 */
export type Compositor = {
	/** Sets or replaces a region. Rows may hold SGR; they are cut to the width, and missing ones are blank. */
	setRegion(name: string, rect: Rect, rows: readonly string[]): void;
	removeRegion(name: string): void;
	/** The terminal has another size, and shows we do not know what. */
	resize(size: ScreenSize): void;
	/** Where the cursor shows; undefined hides it. */
	cursor(at: Point | undefined): void;
	/** Forgets what the terminal shows, so that the next flush draws everything. */
	repaint(): void;
	/** The bytes from what was flushed last to what is wanted now; empty when nothing changed. They count as written. */
	flush(): string;
};

type Region = { readonly rect: Rect; readonly rows: readonly string[] };
type Shown = { rows: RowState[]; cursor: Point | undefined; known: boolean };

/** Makes a compositor for a screen that shows we do not know what. */
export function createCompositor(initial: ScreenSize): Compositor {
	let size = initial;
	const regions = new Map<string, Region>();
	let cursor: Point | undefined;
	let shown: Shown = unknownScreen();

	return {
		setRegion: (name, rect, rows) => void regions.set(name, { rect, rows }),
		removeRegion: (name) => void regions.delete(name),
		resize(next) {
			size = next;
			shown = unknownScreen();
		},
		cursor(at) {
			cursor = at;
		},
		repaint() {
			shown = unknownScreen();
		},
		flush() {
			const body = paintRows(segmentRows(regions.values(), size), shown.rows);
			const placed = cursor !== undefined && isOnScreen(cursor, size) ? cursor : undefined;
			const bytes = withCursor(body, placed, shown);
			shown = { rows: shown.rows, cursor: placed, known: true };
			return bytes;
		},
	};
}

function unknownScreen(): Shown {
	return { rows: [], cursor: undefined, known: false };
}

/** The segments of each row of the screen, in the order of their regions. */
function segmentRows(regions: Iterable<Region>, size: ScreenSize): Segment[][] {
	const rows: Segment[][] = Array.from({ length: size.rows }, () => []);
	for (const { rect, rows: texts } of regions) {
		const width = Math.min(rect.width, size.cols - rect.x);
		if (width <= 0 || rect.x < 0) continue;
		for (let line = Math.max(0, -rect.y); line < rect.height; line++) {
			rows[rect.y + line]?.push({ x: rect.x, width, text: texts[line] ?? "" });
		}
	}
	return rows;
}

/** Draws what differs and notes it in `shown`. */
function paintRows(wanted: readonly Segment[][], shown: RowState[]): string {
	let bytes = "";
	for (const [y, segments] of wanted.entries()) {
		const painted = paintRow(y, segments, shown[y]);
		bytes += painted.bytes;
		shown[y] = painted.state;
	}
	return bytes;
}

/** Hides the cursor while the rows are drawn, since not every terminal draws a frame at once. */
function withCursor(body: string, wanted: Point | undefined, shown: Shown): string {
	const unchanged = shown.known && samePoint(wanted, shown.cursor);
	if (body === "" && unchanged) return "";
	const before = shown.known && shown.cursor === undefined ? "" : hideCursor;
	const after = wanted === undefined ? "" : cursorTo(wanted.y, wanted.x) + showCursor;
	return before + body + after;
}

function samePoint(a: Point | undefined, b: Point | undefined): boolean {
	return a?.x === b?.x && a?.y === b?.y;
}

function isOnScreen(point: Point, size: ScreenSize): boolean {
	return point.x >= 0 && point.y >= 0 && point.x < size.cols && point.y < size.rows;
}
