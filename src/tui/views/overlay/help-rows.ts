import type { HelpLine, HelpSection } from "../../keys/help-sections.ts";
import { paintBox } from "../../paint/box.ts";
import { type Group, stays } from "../../paint/parts.ts";
import { shorten } from "../../paint/text.ts";
import type { Theme } from "../../paint/theme.ts";
import { wrapText } from "../../paint/wrap-text.ts";
import { displayWidth, fitAnsi } from "../../screen/cells.ts";
import { helpNow } from "../../ui/offer/help-now.ts";
import type { Region } from "../region.ts";

const widthForTwoColumns = 120;
const columnGap = 3;

/** All keys under their headings, `scroll` rows down, in two columns where there is room. */
export function helpRows({ ui, rect }: Region, scroll: number, theme: Theme): string[] {
	const room = rect.width - 4;
	const height = Math.max(1, rect.height - 2);
	const all = helpText(helpNow(ui.bindings), room, theme);
	const top = Math.max(0, Math.min(scroll, all.length - height));
	const rows = all.slice(top, top + height);
	const missing = Array.from({ length: height - rows.length }, () => "");
	const title: Group[] = [[{ text: "keys", tone: "bold", rank: stays }]];
	const below = all.length - top - rows.length;
	const foot: Group[] = below > 0 ? [[{ text: `${theme.signs.down} ${below} more`, tone: "attention", rank: 1 }]] : [];
	const look = { width: rect.width, kind: "focused", tone: "borderFocused", title, foot } as const;
	return paintBox({ ...look, sections: [{ rows: [...rows, ...missing] }] }, theme);
}

function helpText(sections: readonly HelpSection[], room: number, theme: Theme): string[] {
	if (room < widthForTwoColumns - 4) return columnText(sections, room, theme);
	const width = Math.floor((room - columnGap) / 2);
	const [left, right] = halves(sections).map((half) => columnText(half, width, theme)) as [string[], string[]];
	const height = Math.max(left.length, right.length);
	return Array.from({ length: height }, (_, y) => fitAnsi(left[y] ?? "", width + columnGap) + (right[y] ?? ""));
}

/** Two lists of sections of nearly the same length. */
function halves(sections: readonly HelpSection[]): [HelpSection[], HelpSection[]] {
	const rowsOf = (list: readonly HelpSection[]) => list.reduce((sum, section) => sum + section.lines.length + 2, 0);
	let cut = 0;
	while (cut < sections.length && rowsOf(sections.slice(0, cut + 1)) <= Math.ceil(rowsOf(sections) / 2) + 2) cut += 1;
	return [sections.slice(0, cut), sections.slice(cut)];
}

function columnText(sections: readonly HelpSection[], width: number, theme: Theme): string[] {
	const longest = Math.max(0, ...sections.flatMap((one) => one.lines.map((line) => displayWidth(line.keys))));
	const keyCells = Math.min(longest, Math.floor(width / 3));
	return sections.flatMap((section, index) => [
		...(index === 0 ? [] : [""]),
		theme.style("bold", section.title),
		...section.lines.flatMap((line) => lineText(line, { keyCells, width, theme })),
	]);
}

/** The keys, and the words beside them on as many rows as they need. */
function lineText(line: HelpLine, look: { keyCells: number; width: number; theme: Theme }): string[] {
	const { keyCells, width, theme } = look;
	const keys = theme.style("key", fitAnsi(shorten(line.keys, keyCells, theme), keyCells));
	const place = line.where === "everywhere" ? "" : ` (${line.where})`;
	const words = wrapText(line.help + place, width - keyCells - 4);
	return words.map((row, index) => `  ${index === 0 ? keys : " ".repeat(keyCells)}  ${row}`);
}
