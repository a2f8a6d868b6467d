import type { Rect } from "../../ui/layout.ts";
import type { UiState } from "../../ui/ui-state.ts";
import { planTalk } from "./talk-plan.ts";

/** Where the terminal's cursor stands on the whole screen while the composer has the keys; else undefined. */
export function composerCursor(ui: UiState, rect: Rect): { x: number; y: number } | undefined {
	if (ui.focus !== "composer" || ui.overlay !== undefined || ui.attached !== undefined || ui.watch) return undefined;
	const { composer } = planTalk(ui.composer, rect);
	// Left of the text stand the border and a blank; below it stands the border.
	const top = rect.y + rect.height - 1 - composer.rows.length;
	return { x: rect.x + 2 + composer.cursor.x, y: top + composer.cursor.y };
}
