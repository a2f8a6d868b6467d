import type { State } from "../../core/session/state.ts";
import type { BindingId } from "../keys/key-table.ts";
import { lookup } from "../keys/lookup.ts";
import type { Key } from "../screen/key.ts";
import { whereOf } from "./focus.ts";
import { isTooSmall } from "./layout.ts";
import { act } from "./press/actions.ts";
import { pressChord } from "./press/chord.ts";
import { pressText } from "./press/free-text.ts";
import { pressPointer } from "./press/pointer.ts";
import type { Pressed, Scene } from "./press/scene.ts";
import { shows } from "./press/scene.ts";
import type { Intent, UiState } from "./ui-state.ts";
import { without } from "./without.ts";

/**
 * What a key, a paste or the mouse does to what is shown, and what the app has to do.
 * `ui.now` has to be the moment of the key: call `ticked` before.
 */
export function pressKey(ui: UiState, state: State, key: Key): { ui: UiState; intents: readonly Intent[] } {
	if (key.kind === "pointer") return result(pressPointer({ ui, state, key, index: 0 }, key));
	const quiet = without(ui, "note");
	const pressed = route({ ui: quiet, state, key, index: 0 });
	const remembers = pressed.ui.leaving !== ui.leaving;
	return result(remembers ? pressed : { ...pressed, ui: without(pressed.ui, "leaving") });
}

/** The terminal has another size. */
export function resized(ui: UiState, cols: number, rows: number): UiState {
	return ui.cols === cols && ui.rows === rows ? ui : { ...ui, cols, rows };
}

/** Time went on: a note that was there long enough goes. */
export function ticked(ui: UiState, now: number): UiState {
	const moved = ui.now === now ? ui : { ...ui, now };
	return moved.note && moved.note.until <= now ? without(moved, "note") : moved;
}

function route(scene: Scene): Pressed {
	const { ui, key } = scene;
	const where = whereOf(ui);
	if (ui.chord && where === "composer") return pressChord(scene);
	const found = key.kind === "press" ? lookup(where, key, ui.bindings) : undefined;
	if (isTooSmall(ui) && !(found && worksUnseen.has(found.id))) return shows(ui);
	return found ? act(found.id, { ...scene, index: found.index }) : pressText(where, scene);
}

/** Where nothing can be seen only these keys work: nobody acts on what is out of sight. */
const worksUnseen: ReadonlySet<BindingId> = new Set<BindingId>([
	"cancel",
	"leave",
	"leave-detach",
	"leave-stay",
	"detach",
	"suspend",
	"repaint",
]);

function result({ ui, intents }: Pressed): { ui: UiState; intents: readonly Intent[] } {
	return { ui, intents };
}
