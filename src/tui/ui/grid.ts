/** A rectangle of cells; `x` and `y` count from 0. */
export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** The smallest pane, borders included. */
export const smallestPane = { width: 24, height: 7 } as const;

/** Two panes stand side by side only when each is at least this wide. */
const comfortableWidth = 40;

/** Narrower panes break nearly every line, and their titles lose what is held: lower ones are easier to read. */
const readableWidth = 28;

/** How many panes fit into an area at once; at least one. */
export function panesPerPage(area: Area, oneColumn: boolean): number {
	return maxColumns(area, oneColumn) * maxRows(area);
}

/**
 * Tiles an area with `count` frames in reading order, and covers it exactly.
 * Rows have nearly the same number of panes, the fuller ones above.
 */
export function gridRects(area: Area, count: number, oneColumn: boolean): Area[] {
	if (count === 0) return [];
	const rowCount = Math.ceil(count / columnsFor(area, count, oneColumn));
	const heights = share(area.height, rowCount);
	const counts = share(count, rowCount);
	return heights.flatMap((row, index) => rowRects({ ...area, y: area.y + row.start, height: row.size }, counts[index]));
}

function rowRects(row: Area, panes: Share | undefined): Area[] {
	return share(row.width, panes?.size ?? 1).map((part) => ({ ...row, x: row.x + part.start, width: part.size }));
}

/** The number of columns for so many panes: a balanced grid that fits. */
function columnsFor(area: Area, count: number, oneColumn: boolean): number {
	const most = maxColumns(area, oneColumn);
	let wanted = Math.min(most, balanced(area, count));
	while (area.width / wanted < readableWidth && Math.ceil(count / (wanted - 1)) <= maxRows(area)) wanted -= 1;
	return Math.ceil(count / wanted) <= maxRows(area) ? wanted : Math.min(most, Math.ceil(count / maxRows(area)));
}

function balanced(area: Area, count: number): number {
	if (count === 2) return area.width >= 2 * comfortableWidth ? 2 : 1;
	return Math.round(Math.sqrt(count));
}

function maxColumns(area: Area, oneColumn: boolean): number {
	return oneColumn ? 1 : Math.max(1, Math.floor(area.width / smallestPane.width));
}

function maxRows(area: Area): number {
	return Math.max(1, Math.floor(area.height / smallestPane.height));
}

type Share = { readonly start: number; readonly size: number };

/** Cuts a length into parts of nearly the same size; the first parts take what is over. */
function share(total: number, parts: number): Share[] {
	const base = Math.floor(total / parts);
	const over = total % parts;
	return Array.from({ length: parts }, (_, index) => ({
		start: index * base + Math.min(index, over),
		size: base + (index < over ? 1 : 0),
	}));
}
