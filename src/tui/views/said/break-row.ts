import { breakSpans, cleanSpan } from "../markdown/spans.ts";

/** One line broken into rows of at most `width` cells; its blanks stay, whatever controls a terminal goes. */
export function breakRow(line: string, width: number): string[] {
	const rows = breakSpans([cleanSpan({ text: line, tone: "plain" })], width);
	return rows.map((row) => row.map((span) => span.text).join(""));
}
