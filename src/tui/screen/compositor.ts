import { asciiRow } from "./ascii-row.ts";
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
/** Rows that may differ from what is shown. */
type Dirty = Set<number>;

/** Makes a compositor for a screen that shows we do not know what. With `unicode: false` only ASCII is written. */
export function createCompositor(initial: ScreenSize, { unicode } = { unicode: true }): Compositor {
	let size = initial;
	const regions = new Map<string, Region>();
	let cursor: Point | undefined;
	let shown: Shown = unknownScreen();
	let dirty: Dirty = allRows(size);
	const forget = () => {
		shown = unknownScreen();
		dirty = allRows(size);
	};

	return {
		setRegion(name, rect, wanted) {
			const rows = unicode ? wanted : wanted.map(asciiRow);
			markChanges(dirty, regions.get(name), { rect, rows });
			regions.set(name, { rect, rows });
		},
		removeRegion(name) {
			markChanges(dirty, regions.get(name), undefined);
			regions.delete(name);
		},
		resize(next) {
			size = next;
			forget();
		},
		cursor(at) {
			cursor = at;
		},
		repaint: forget,
		flush() {
			const body = paintRows(dirty, { regions: [...regions.values()], size }, shown.rows);
			dirty.clear();
			const placed = cursor !== undefined && isOnScreen(cursor, size) ? cursor : undefined;
			const bytes = withCursor(body, placed, shown);
			shown = { rows: shown.rows, cursor: placed, known: true };
			return bytes;
		},
	};
}

function allRows({ rows }: ScreenSize): Dirty {
	return new Set(Array.from({ length: rows }, (_, y) => y));
}

/** Marks the rows of a region that are not as they were; all of them when it moved. */
function markChanges(dirty: Dirty, before: Region | undefined, after: Region | undefined): void {
	const moved = !before || !after || !sameRect(before.rect, after.rect);
	for (const region of [before, after]) {
		if (!region) continue;
		for (let line = 0; line < region.rect.height; line++) {
			if (moved || before.rows[line] !== after.rows[line]) dirty.add(region.rect.y + line);
		}
		if (!moved) return;
	}
}

function sameRect(a: Rect, b: Rect): boolean {
	return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

function unknownScreen(): Shown {
	return { rows: [], cursor: undefined, known: false };
}

type Picture = { readonly regions: readonly Region[]; readonly size: ScreenSize };

/** Draws what differs in the dirty rows, from above, and notes it in `shown`. */
function paintRows(dirty: Dirty, picture: Picture, shown: RowState[]): string {
	let bytes = "";
	for (const y of [...dirty].sort((a, b) => a - b)) {
		if (y < 0 || y >= picture.size.rows) continue;
		const painted = paintRow(y, segmentsOf(y, picture), shown[y]);
		bytes += painted.bytes;
		shown[y] = painted.state;
	}
	return bytes;
}

/** The segments of one row of the screen, in the order of their regions. */
function segmentsOf(y: number, { regions, size }: Picture): Segment[] {
	const segments: Segment[] = [];
	for (const { rect, rows } of regions) {
		const line = y - rect.y;
		const width = Math.min(rect.width, size.cols - rect.x);
		if (line < 0 || line >= rect.height || width <= 0 || rect.x < 0) continue;
		segments.push({ x: rect.x, width, text: rows[line] ?? "" });
	}
	return segments;
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
