import { fitAnsi } from "../screen/cells.ts";
import { paintBorderLine } from "./border-line.ts";
import type { Group } from "./parts.ts";
import type { BorderKind, Theme, Tone } from "./theme.ts";

/** A bordered box of sections, one above the other, a divider between them. */
export type BoxPicture = {
	readonly width: number;
	readonly kind: BorderKind;
	readonly tone: Tone;
	readonly title?: readonly Group[];
	readonly foot?: readonly Group[];
	/** Rows without borders, of any width; `divider` holds the words of the line above the section. */
	readonly sections: readonly { readonly rows: readonly string[]; readonly divider?: readonly Group[] }[];
};

/** A box as styled rows of exactly `box.width` cells; a blank stands beside both borders. */
export function paintBox(box: BoxPicture, theme: Theme): string[] {
	const border = theme.borders[box.kind];
	const line = { border, tone: box.tone, width: box.width };
	const edge = theme.style(box.tone, border.down);
	const room = Math.max(0, box.width - 4);
	const body = box.sections.flatMap((section, index) => [
		...(index === 0 ? [] : [paintBorderLine({ ...line, edge: "divider" }, section.divider ?? [], theme)]),
		...section.rows.map((row) => `${edge} ${fitAnsi(row, room)} ${edge}`),
	]);
	return [
		paintBorderLine({ ...line, edge: "top" }, box.title ?? [], theme),
		...body,
		paintBorderLine({ ...line, edge: "bottom" }, box.foot ?? [], theme),
	];
}
