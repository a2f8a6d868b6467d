import type { UiState } from "../ui-state.ts";
import { without } from "../without.ts";
import { helpNow } from "./help-now.ts";

/** Opens the question whether to detach or to stop everything. */
export function askToLeave(ui: UiState): UiState {
	return { ...without(ui, "leaving", "note"), overlay: { type: "leave" } };
}

/** Opens the help at its first line. */
export function showHelp(ui: UiState): UiState {
	return { ...without(ui, "note"), overlay: { type: "help", scroll: 0 } };
}

/** The overlay is gone, and what was under it has the keys again. */
export function closeOverlay(ui: UiState): UiState {
	return without(ui, "overlay");
}

/** The help as it is shown: no further down than its end. */
export function scrolledHelp(ui: UiState, most: number): UiState {
	if (ui.overlay?.type !== "help" || ui.overlay.scroll <= most) return ui;
	return { ...ui, overlay: { type: "help", scroll: most } };
}

/** Scrolls the help by so many lines; the bound is about its length in one column, and no less. */
export function scrollHelp(ui: UiState, lines: number): UiState {
	if (ui.overlay?.type !== "help") return ui;
	const bound = helpLength(ui);
	return { ...ui, overlay: { type: "help", scroll: Math.min(Math.max(0, ui.overlay.scroll + lines), bound) } };
}

/** Rows of the help, a little more where lines are broken: words beside the keys have about half of the width. */
function helpLength(ui: UiState): number {
	const room = Math.floor(ui.cols / 2);
	const rowsOf = (help: string, where: string) => 1 + Math.floor((help.length + where.length) / room);
	return helpNow(ui.bindings).reduce(
		(sum, { lines }) => lines.reduce((rows, { help, where }) => rows + rowsOf(help, where), sum + 2),
		0,
	);
}
