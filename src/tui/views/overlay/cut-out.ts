import { displayWidth } from "../../screen/cells.ts";
import type { Rect } from "../../ui/layout.ts";

/** The part of an overlay that is not blank, and where it lies: what is beside it stays in sight. Undefined when all is blank. */
export function cutOut(rows: readonly string[], rect: Rect): { rect: Rect; rows: readonly string[] } | undefined {
	const top = rows.findIndex(isDrawn);
	if (top < 0) return undefined;
	const drawn = rows.slice(top, rows.findLastIndex(isDrawn) + 1);
	const left = Math.min(...drawn.filter(isDrawn).map((row) => row.search(/[^ ]/)));
	const width = Math.max(...drawn.map((row) => displayWidth(row.trimEnd()))) - left;
	const box = { x: rect.x + left, y: rect.y + top, width, height: drawn.length };
	return { rect: box, rows: drawn.map((row) => row.slice(left)) };
}

function isDrawn(row: string): boolean {
	return row.trim() !== "";
}
