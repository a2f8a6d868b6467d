import type { TestTerminal } from "../harness/open-terminal.ts";
import type { Cell } from "../harness/read-screen.ts";

/** A box on the screen: borders included, counted from 0. */
export type Frame = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** One bordered area as a person sees it. */
export type Pane = {
	readonly frame: Frame;
	/** The words in the upper and in the lower border. */
	readonly title: string;
	readonly foot: string;
	/** The script's terminal, row by row without trailing blanks. */
	readonly screen: readonly string[];
	/** The newest events with their verdicts. */
	readonly events: readonly string[];
	/** `focused` is thick, `attached` double. */
	readonly look: "single" | "focused" | "attached";
	/** A cell inside, from a row of `screen`. */
	cell(x: number, y: number): Cell;
};

const corners = { single: "┌┐└├", focused: "┏┓┗┠", attached: "╔╗╚╟" } as const;

/** Every box with square corners on a screen, from its cells; boxes that are not closed are left out. */
export function findPanes(terminal: TestTerminal): Pane[] {
	const rows = terminal.screen().map((_, y) => cellsOf(terminal, y));
	return rows.flatMap((row, y) => row.flatMap((_, x) => findBox({ rows, x, y, terminal }) ?? []));
}

type Corner = {
	readonly rows: readonly (readonly string[])[];
	readonly x: number;
	readonly y: number;
	readonly terminal: TestTerminal;
};

function findBox({ rows, x, y, terminal }: Corner): Pane | undefined {
	const found = Object.entries(corners).find(([, [corner]]) => corner === rows[y]?.[x]);
	if (found === undefined) return undefined;
	const [, right = "", bottom = "", divider = ""] = found[1];
	const width = (rows[y]?.indexOf(right, x) ?? -1) - x + 1;
	const height = rows.slice(y).findIndex((row) => row[x] === bottom) + 1;
	if (width < 2 || height < 2) return undefined;
	const inner = (row: number) => (rows[row] ?? []).slice(x + 1, x + width - 1).join("");
	const body = Array.from({ length: height - 2 }, (_, index) => y + 1 + index);
	const divided = body.findIndex((row) => rows[row]?.[x] === divider);
	const split = divided === -1 ? body.length : divided;
	const text = (list: readonly number[]) => list.map((row) => inner(row).trimEnd());
	return {
		frame: { x, y, width, height },
		title: words(inner(y)),
		foot: words(inner(y + height - 1)),
		screen: text(body.slice(0, split)),
		events: text(body.slice(split + 1)),
		look: found[0] as Pane["look"],
		cell: (column, row) => terminal.cell(x + 1 + column, y + 1 + row),
	};
}

function words(border: string): string {
	return border
		.replaceAll(/[─━═]+/g, " ")
		.replaceAll(/ +/g, " ")
		.trim();
}

function cellsOf(terminal: TestTerminal, y: number): string[] {
	return Array.from({ length: terminal.emulator.cols }, (_, x) => {
		const { text, width } = terminal.cell(x, y);
		return width === 0 ? "" : text || " ";
	});
}
