import { availableParallelism } from "node:os";
import type { Row } from "./bench.ts";

/** Prints the figures, each beside its budget, and how busy the machine was meanwhile. */
export function printTable(rows: readonly Row[], loads: readonly number[]): void {
	const width = Math.max(...rows.map((row) => row.name.length));
	console.log(`${"what".padEnd(width)}  ${"measured".padStart(9)}  ${"budget".padStart(7)}  unit`);
	for (const row of rows) console.log(line(row, width));
	const [least, most] = [Math.min(...loads), Math.max(...loads)].map((load) => load.toFixed(1));
	console.log(`\nOn ${availableParallelism()} cores; the load (1 minute) after each bench was ${least} to ${most}.`);
	console.log(
		"CPU and memory are of the host and one client. Times are upper bounds where the load is above the cores.",
	);
}

function line({ name, measured, budget, unit }: Row, width: number): string {
	const over = budget !== undefined && !(measured <= budget) ? "  over" : "";
	const limit = budget === undefined ? "" : String(budget);
	return `${name.padEnd(width)}  ${rounded(measured).padStart(9)}  ${limit.padStart(7)}  ${unit}${over}`;
}

/** Three digits that tell something. */
function rounded(value: number): string {
	return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
