import type { HelpLine, HelpSection } from "../../keys/help-sections.ts";
import { paintBox } from "../../paint/box.ts";
import { type Group, stays } from "../../paint/parts.ts";
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

/** How far the help can be scrolled, in rows. */
export function helpBack({ ui, rect }: Region, theme: Theme): number {
	const rows = helpText(helpNow(ui.bindings), rect.width - 4, theme);
	return Math.max(0, rows.length - Math.max(1, rect.height - 2));
}

/** In one column, or in two of nearly the same height. */
function helpText(sections: readonly HelpSection[], room: number, theme: Theme): string[] {
	if (room < widthForTwoColumns - 4) return columnText(sections, room, theme);
	const width = Math.floor((room - columnGap) / 2);
	const cuts = sections.map((_, cut) => [sections.slice(0, cut), sections.slice(cut)]);
	const columns = cuts.map((halves) => halves.map((half) => columnText(half, width, theme)));
	const heightOf = (pair: string[][]) => Math.max(...pair.map((column) => column.length));
	const [left = [], right = []] = columns.sort((one, other) => heightOf(one) - heightOf(other))[0] ?? [];
	const height = Math.max(left.length, right.length);
	return Array.from({ length: height }, (_, y) => fitAnsi(left[y] ?? "", width + columnGap) + (right[y] ?? ""));
}

function columnText(sections: readonly HelpSection[], width: number, theme: Theme): string[] {
	const longest = Math.max(0, ...sections.flatMap((one) => one.lines.map((line) => displayWidth(line.keys))));
	const keyCells = Math.min(longest, Math.floor(width / 4));
	return sections.flatMap((section, index) => {
		const usual = usualPlace(section);
		const place = placeWords[usual];
		return [
			...(index === 0 ? [] : [""]),
			theme.style("bold", section.title) + theme.style("dim", place === "" ? "" : `  ${place}`),
			...section.lines.flatMap((line) => lineText(line, { keyCells, width, theme, usual })),
		];
	});
}

type Place = HelpLine["where"];

/** Where most keys of a section are in force: said once, beside its title. */
function usualPlace({ lines }: HelpSection): Place {
	const counts = new Map<Place, number>();
	for (const { where } of lines) counts.set(where, (counts.get(where) ?? 0) + 1);
	return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? "everywhere";
}

const placeWords: Readonly<Record<Place, string>> = {
	everywhere: "",
	talk: "in the conversation",
	composer: "in the composer",
	card: "at a request",
	panes: "in the panes",
	attach: "while typing into a script",
	search: "in a search",
	help: "in this help",
	palette: "in the commands",
	agents: "in the agents",
	logins: "in the logins",
	leave: "when leaving",
	confirm: "at a question",
	mouse: "mouse",
};

type LineLook = { readonly keyCells: number; readonly width: number; readonly theme: Theme; readonly usual: Place };

/** The keys, and the words beside them, each on as many rows as they need. */
function lineText(line: HelpLine, { keyCells, width, theme, usual }: LineLook): string[] {
	const keys = wrapText(line.keys, keyCells);
	const place = line.where === usual ? "" : ` (${placeWords[line.where] || "everywhere"})`;
	const words = wrapText(line.help + place, width - keyCells - 4);
	return Array.from({ length: Math.max(keys.length, words.length) }, (_, index) => {
		const shown = theme.style("key", fitAnsi(keys[index] ?? "", keyCells));
		return `  ${shown}  ${words[index] ?? ""}`.trimEnd();
	});
}
