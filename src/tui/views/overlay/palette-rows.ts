import { paintBox } from "../../paint/box.ts";
import { type Group, stays } from "../../paint/parts.ts";
import { shorten } from "../../paint/text.ts";
import type { Theme } from "../../paint/theme.ts";
import { displayWidth, fitAnsi } from "../../screen/cells.ts";
import { stripControls } from "../../screen/control-characters.ts";
import type { Rect } from "../../ui/layout.ts";
import { type PaletteItem, paletteItems } from "../../ui/offer/palette.ts";
import type { UiState } from "../../ui/ui-state.ts";
import type { Region } from "../region.ts";

const keyCells = 14;
const prompt = "> ";
/** Cells of a command's words that stay beside the reason why it is not available. */
const leastHelp = 16;

/** Every command that fits the query, its key, and why it is not available now. */
export function paletteRows(region: Region, palette: { query: string; index: number }, theme: Theme): string[] {
	const { state, ui, rect } = region;
	const room = rect.width - 4;
	const height = Math.max(1, rect.height - 4);
	const items = paletteItems(ui, state, palette.query);
	const chosen = Math.max(0, Math.min(palette.index, items.length - 1));
	const top = Math.max(0, Math.min(chosen - Math.floor(height / 2), items.length - height));
	const list = items
		.slice(top, top + height)
		.map((item, index) => itemRow(item, { chosen: top + index === chosen, room, theme }));
	if (items.length === 0) list.push(theme.style("dim", "no command has all these words"));
	const missing = Array.from({ length: height - list.length }, () => "");
	const below = items.length - top - height;
	const foot: Group[] = below > 0 ? [[{ text: `${theme.signs.down} ${below} more`, tone: "attention", rank: 1 }]] : [];
	const title: Group[] = [[{ text: "commands", tone: "bold", rank: stays }]];
	const query = theme.style("person", prompt) + shownQuery(palette.query, room);
	const sections = [{ rows: [query] }, { rows: [...list, ...missing] }];
	return paintBox({ width: rect.width, kind: "focused", tone: "borderFocused", title, foot, sections }, theme);
}

/** Where the terminal's cursor stands while the palette's query is typed; undefined without a palette. */
export function paletteCursor(ui: UiState, rect: Rect): { x: number; y: number } | undefined {
	if (ui.overlay?.type !== "palette") return undefined;
	const typed = displayWidth(shownQuery(ui.overlay.query, rect.width - 4));
	return { x: rect.x + 2 + prompt.length + typed, y: rect.y + 1 };
}

/** The end of a query that is too long, where it is being typed. */
function shownQuery(query: string, room: number): string {
	return stripControls(query).slice(-Math.max(1, Math.floor((room - 3) / 2)));
}

function itemRow(item: PaletteItem, look: { chosen: boolean; room: number; theme: Theme }): string {
	const { chosen, room, theme } = look;
	const sign = chosen ? theme.signs.chosen : " ";
	const why = item.whyNot === undefined ? "" : ` ${theme.signs.dash} ${stripControls(item.whyNot)}`;
	const keys = fitAnsi(shorten(item.keys, keyCells, theme), keyCells);
	const lead = `${sign} ${keys} `;
	const spare = room - displayWidth(lead) - displayWidth(why);
	const help = why === "" ? item.help : shorten(item.help, Math.max(leastHelp, spare), theme);
	const text = shorten(lead + help + why, room, theme);
	if (chosen) return theme.style("chosen", fitAnsi(text, room));
	return item.whyNot === undefined ? text : theme.style("dim", text);
}
