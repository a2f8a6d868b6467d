import type { LineRow } from "./line-row.ts";

/**
 * What a control sequence does to the row: K and J erase, C, D and G move the cursor.
 * Colours, modes and movements to other rows do nothing: a line has no other rows.
 */
export function applyCsi(row: LineRow, parameters: string, final: string): void {
	if (!/^[\d;]*$/.test(parameters)) return;
	const count = Math.min(Number.parseInt(parameters, 10) || 0, maxMove);
	if (final === "K") row.erase(erasures[count] ?? "right");
	else if (final === "J") eraseScreen(row, count);
	else if (final === "C") row.moveBy(Math.max(1, count));
	else if (final === "D") row.moveBy(-Math.max(1, count));
	else if (final === "G") row.moveTo(Math.max(1, count) - 1);
}

/** A whole screen is erased to be drawn anew, from its corner; the movement there comes as a sequence of its own. */
function eraseScreen(row: LineRow, count: number): void {
	row.erase(erasures[count] ?? "all");
	if (count >= 2) row.moveTo(0);
}

const maxMove = 10_000;
const erasures = ["right", "left", "all"] as const;
