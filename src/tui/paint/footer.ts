import type { State } from "../../core/session/state.ts";
import { type FooterKey, footerSpacing } from "../keys/footer-keys.ts";
import { displayWidth, fitAnsi } from "../screen/cells.ts";
import { stripControls } from "../screen/control-characters.ts";
import { footerNow } from "../ui/offer/footer-now.ts";
import type { UiState } from "../ui/ui-state.ts";
import type { PaintContext } from "./picture.ts";
import { shorten, span } from "./text.ts";
import type { Theme } from "./theme.ts";
import { wrapText } from "./wrap-text.ts";

/** The last line of the screen, `ui.cols` wide: a note while there is one, else what the keys do now. */
export function paintFooter(state: State, context: PaintContext): string {
	const { ui, theme } = context;
	const note = noteRows(context).at(-1);
	if (note !== undefined) return note;
	const lead = leadText(ui, state, theme);
	const keys = footerNow(ui, state, ui.cols - displayWidth(lead));
	return fitAnsi(theme.style("attention", lead) + keysText(keys, theme), ui.cols);
}

/** What a note needs above the last line: all of its rows but one, because its end says what to do. */
export function paintNoteAbove(context: PaintContext): string[] {
	return noteRows(context).slice(0, -1);
}

/** A note whole, on at most half of the screen; no rows while there is none. */
function noteRows({ ui, theme }: PaintContext): string[] {
	if (ui.note === undefined || ui.note.until <= ui.now) return [];
	const tone = ui.note.bad ? "bad" : "bold";
	const most = Math.max(1, Math.floor(ui.rows / 2));
	const rows = wrapText(stripControls(ui.note.text), ui.cols - 2);
	const shown = rows.length > most ? [...rows.slice(0, most - 1), rows.slice(most - 1).join(" ")] : rows;
	return shown.map((row) => span(` ${row}`, ui.cols, { tone, theme }));
}

/** Column of the terminal's cursor in the footer while a search is typed there; undefined otherwise. */
export function footerCursor({ ui, theme }: PaintContext): number | undefined {
	const noted = ui.note !== undefined && ui.note.until > ui.now;
	if (noted || ui.overlay !== undefined || ui.search?.typing !== true) return undefined;
	return displayWidth(searchText(ui, theme));
}

/** What kind of keys these are, when they are not the usual ones of a place. */
function leadText(ui: UiState, state: State, theme: Theme): string {
	if (ui.overlay !== undefined) return "";
	if (ui.attached !== undefined) {
		const name = state.monitors[ui.attached]?.spec.name ?? ui.attached;
		return ` typing into ${shorten(stripControls(name), Math.floor(ui.cols / 3), theme)} ${theme.signs.dash}`;
	}
	if (ui.search?.typing) return `${searchText(ui, theme)} `;
	if (ui.chord) return " a pane's key:";
	return "";
}

/** The end of the query, where it is being typed. */
function searchText(ui: UiState, theme: Theme): string {
	const query = stripControls(ui.search?.query ?? "");
	const most = Math.max(8, Math.floor(ui.cols / 2));
	const long = displayWidth(query) > most;
	return ` /${long ? theme.signs.ellipsis + query.slice(1 - most) : query}`;
}

function keysText(keys: readonly FooterKey[], theme: Theme): string {
	const words = keys.map(({ key, label }) => `${theme.style("key", key)} ${label}`);
	return " ".repeat(footerSpacing.margin) + words.join(" ".repeat(footerSpacing.gap));
}
