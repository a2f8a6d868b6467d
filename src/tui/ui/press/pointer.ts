import type { Pointer } from "../../screen/key.ts";
import { monitorIds, toComposer, toPanes } from "../focus.ts";
import type { Rect } from "../layout.ts";
import { layout } from "../layout.ts";
import { scrollHelp } from "../offer/overlays.ts";
import { scrollBy, scrollTalk, wheelRows } from "../scrolling.ts";
import type { UiState } from "../ui-state.ts";
import { without } from "../without.ts";
import type { Pressed, Scene } from "./scene.ts";
import { shows } from "./scene.ts";

/** What the mouse does: the wheel scrolls what is under it, a click goes there. */
export function pressPointer(scene: Scene, pointer: Pointer): Pressed {
	const { ui } = scene;
	if (pointer.name === "click") return shows(ui.overlay ? ui : click(scene, pointer));
	const rows = pointer.name === "wheelup" ? wheelRows : -wheelRows;
	return shows(ui.overlay ? scrollHelp(ui, -rows) : scrollUnder(scene, pointer, rows));
}

function scrollUnder({ ui, state }: Scene, pointer: Pointer, rows: number): UiState {
	const places = layout(ui, monitorIds(state));
	const pane = places.panes.find((box) => isInside(box.frame, pointer));
	if (pane) return scrollBy(ui, pane.monitor, rows);
	return places.talk && isInside(places.talk, pointer) ? scrollTalk(ui, rows) : ui;
}

/** A card is never reached by a click, so that a double click cannot lead to an answer. */
function click({ ui, state }: Scene, pointer: Pointer): UiState {
	const places = layout(ui, monitorIds(state));
	const pane = places.panes.find((box) => isInside(box.frame, pointer));
	if (pane && pane.monitor === ui.attached) return ui;
	if (pane) return toPanes(withoutModes(ui), state, pane.monitor);
	return places.talk && isInside(places.talk, pointer) ? toComposer(withoutModes(ui)) : ui;
}

function withoutModes(ui: UiState): UiState {
	const left = without(ui, "attached");
	return left.search?.typing ? without(left, "search") : left;
}

function isInside(rect: Rect, { x, y }: Pointer): boolean {
	return x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;
}
