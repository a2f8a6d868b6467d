import { fitAnsi } from "../screen/cells.ts";
import { fitGroups, type Group, groupWidth, paintGroup } from "./parts.ts";
import type { Border, Theme, Tone } from "./theme.ts";

/** How one line of a box is drawn. */
export type BorderLine = {
	readonly border: Border;
	readonly tone: Tone;
	readonly edge: "top" | "bottom" | "divider";
	/** Cells, corners included. */
	readonly width: number;
};

/** A line of a box with words in it: the first group at the left, the others at the right. Exactly `line.width` wide. */
export function paintBorderLine(line: BorderLine, groups: readonly Group[], theme: Theme): string {
	const { border, tone, width } = line;
	const [start, across, end] = characters(border, line.edge);
	if (width < 2) return fitAnsi(theme.style(tone, start), Math.max(0, width));
	// A corner and one dash on each side, and a blank around every group.
	const kept = fitGroups(groups, { room: width - 6, gap: 3, theme });
	const used = kept.reduce((sum, group) => sum + groupWidth(group) + 2, 0);
	const [first, ...others] = kept;
	const dash = (count: number) => theme.style(tone, across.repeat(Math.max(0, count)));
	if (first === undefined) return theme.style(tone, start + across.repeat(width - 2) + end);
	const rest = others.map((group) => ` ${paintGroup(group, theme)} `).join(dash(1));
	const fill = width - 4 - used - Math.max(0, others.length - 1);
	const edges = { left: theme.style(tone, start + across), right: theme.style(tone, across + end) };
	const row = `${edges.left} ${paintGroup(first, theme)} ${dash(fill)}${rest}${edges.right}`;
	return fill < 0 ? fitAnsi(row, width) : row;
}

function characters(border: Border, edge: BorderLine["edge"]): [start: string, across: string, end: string] {
	if (edge === "top") return [border.topLeft, border.across, border.topRight];
	if (edge === "bottom") return [border.bottomLeft, border.across, border.bottomRight];
	return [border.joinLeft, border.divide, border.joinRight];
}
