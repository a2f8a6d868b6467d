import { noteText } from "../notes.ts";
import type { PaletteItem } from "../offer/palette.ts";
import { paletteItems } from "../offer/palette.ts";
import type { UiState } from "../ui-state.ts";
import { without } from "../without.ts";
import type { Actions, Pressed, Scene } from "./scene.ts";
import { shows } from "./scene.ts";

/** What the keys of the command palette do. */
export const paletteActions: Actions<"palette" | "palette-run" | "palette-up" | "palette-down" | "palette-close"> = {
	palette: ({ ui }) => shows({ ...ui, overlay: { type: "palette", query: "", index: 0 } }),
	"palette-run": runItem,
	"palette-up": (scene) => moveTo(scene, -1),
	"palette-down": (scene) => moveTo(scene, 1),
	"palette-close": ({ ui }) => shows(without(ui, "overlay")),
};

/** Puts another query into the palette; the first command that fits is chosen. */
export function queryPalette(ui: UiState, query: string): UiState {
	return ui.overlay?.type === "palette" ? { ...ui, overlay: { type: "palette", query, index: 0 } } : ui;
}

/** A command that is not available says why, and the list stays open. */
function runItem(scene: Scene): Pressed {
	const { ui } = scene;
	if (ui.overlay?.type !== "palette") return shows(ui);
	const item = itemsOf(scene)[ui.overlay.index];
	if (!item) return shows(ui);
	if (item.whyNot !== undefined) return shows(noteText(ui, item.whyNot, true));
	return { ui: without(ui, "overlay"), intents: [], next: item.id };
}

function moveTo(scene: Scene, step: 1 | -1): Pressed {
	const { ui } = scene;
	if (ui.overlay?.type !== "palette") return shows(ui);
	const last = itemsOf(scene).length - 1;
	const index = Math.max(0, Math.min(ui.overlay.index + step, last));
	return shows({ ...ui, overlay: { ...ui.overlay, index } });
}

/** Reasons are those of the screen behind the list. */
function itemsOf({ ui, state }: Scene): PaletteItem[] {
	const query = ui.overlay?.type === "palette" ? ui.overlay.query : "";
	return paletteItems(ui, state, query);
}
