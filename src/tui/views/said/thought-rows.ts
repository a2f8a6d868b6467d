import { countOf } from "../../../base/format-count.ts";
import type { Theme } from "../../paint/theme.ts";
import { wrapText } from "../../paint/wrap-text.ts";

/** What an agent thought: one row that counts its lines, or all of it, dim and behind a line of its own. */
export function thoughtRows(text: string, look: { width: number; theme: Theme; expanded: boolean }): string[] {
	const { width, theme, expanded } = look;
	const lines = text.split("\n").length;
	const head = theme.style("dim", `  thought ${theme.signs.dot} ${countOf(lines, "line")}`);
	if (!expanded) return [head];
	const rows = wrapText(text, width - 6).map((row) => theme.style("dim", `    ${theme.signs.gutter} ${row}`));
	return [head, ...rows];
}
