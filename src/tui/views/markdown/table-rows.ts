import type { Tokens } from "marked";
import type { Theme } from "../../paint/theme.ts";
import { inlineSpans } from "./inline.ts";
import { type Span, spansWidth } from "./spans.ts";

/** A table as rows of spans. Where it is wider than the room each of its rows becomes a list of what its columns say. */
export function tableRows(table: Tokens.Table, width: number, theme: Theme): Span[][] {
	const head = table.header.map((cell) => inlineSpans(cell.tokens, "bold", theme).map(oneLine));
	const body = table.rows.map((row) => row.map((cell) => inlineSpans(cell.tokens, "plain", theme).map(oneLine)));
	const widths = head.map((cell, at) => Math.max(spansWidth(cell), ...body.map((row) => spansWidth(row[at] ?? []))));
	const needed = widths.reduce((sum, one) => sum + one, gap * (widths.length - 1));
	if (needed > width) return body.length === 0 ? [...head] : body.flatMap((row, index) => listed(head, row, index > 0));
	const rule: Span[] = [{ text: theme.signs.across.repeat(Math.max(0, needed)), tone: "dim" }];
	return [head, ...body].flatMap((row, index) => (index === 0 ? [aligned(row, widths), rule] : [aligned(row, widths)]));
}

const gap = 3;
type Cells = readonly (readonly Span[])[];

function aligned(cells: Cells, widths: readonly number[]): Span[] {
	return widths.flatMap((width, at) => {
		const cell = cells[at] ?? [];
		const last = at === widths.length - 1;
		const blanks = last ? 0 : width - spansWidth(cell) + gap;
		return [...cell, { text: " ".repeat(blanks), tone: "plain" as const }];
	});
}

function listed(head: Cells, row: Cells, apart: boolean): Span[][] {
	const rows = row.map((cell, at): Span[] => [...(head[at] ?? []), { text: ": ", tone: "dim" }, ...cell]);
	return apart ? [[], ...rows] : rows;
}

function oneLine({ text, tone }: Span): Span {
	return { text: text.replaceAll("\n", " "), tone };
}
