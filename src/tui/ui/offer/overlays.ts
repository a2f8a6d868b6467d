import { helpSections } from "../../keys/help-sections.ts";
import type { UiState } from "../ui-state.ts";
import { without } from "../without.ts";

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

/** Scrolls the help by so many lines; the bound is its length in one column. */
export function scrollHelp(ui: UiState, lines: number): UiState {
	if (ui.overlay?.type !== "help") return ui;
	const bound = helpSections(ui.bindings).reduce((sum, section) => sum + section.lines.length + 2, 0);
	return { ...ui, overlay: { type: "help", scroll: Math.min(Math.max(0, ui.overlay.scroll + lines), bound) } };
}
