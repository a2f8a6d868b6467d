import type { State } from "../../../core/session/state.ts";
import type { ClientCommand } from "../../../model/command.ts";
import { strokeId } from "../../keys/key-name.ts";
import type { BindingId } from "../../keys/key-table.ts";
import { bindingOf, lookup } from "../../keys/lookup.ts";
import { chooseEvent, chosenMonitor, newestHeld } from "../chosen.ts";
import { onPage } from "../focus.ts";
import { noteText } from "../notes.ts";
import type { UiState } from "../ui-state.ts";
import { act } from "./actions.ts";
import type { Pressed, Scene } from "./scene.ts";
import { shows } from "./scene.ts";

/**
 * A pane's key from the composer, once.
 * Keys for events act on the newest event that waits, the others on the monitor last looked at.
 * Keys that go to a pane stay there; after the others the person writes on.
 */
export function pressChord(scene: Scene): Pressed {
	const ui = { ...scene.ui, chord: false };
	if (scene.key.kind !== "press") return shows(ui);
	const found = lookup("panes", scene.key, ui.bindings);
	if (!found) return shows(isChord(scene) ? ui : noteText(ui, "Ctrl+g: that is no key of a pane", true));
	if (bindingOf(found.id, ui.bindings).where !== "panes") return act(found.id, { ...scene, ui, index: found.index });
	const aimed: UiState = { ...aim(ui, scene.state, found.id), focus: "panes", shown: "panes" };
	const pressed = act(found.id, { ...scene, ui: aimed, index: found.index });
	return goesThere.has(found.id) ? pressed : comeBack(pressed, ui, { ...scene, id: found.id });
}

const goesThere: ReadonlySet<BindingId> = new Set<BindingId>([
	"attach",
	"search",
	"pane-left",
	"pane-right",
	"go-to",
	"page-back",
	"page-on",
	"next-needing",
]);

const onEvents: ReadonlySet<BindingId> = new Set<BindingId>(["forward", "drop", "forward-held", "drop-held", "copy"]);

function isChord({ ui, key }: Scene): boolean {
	const found = key.kind === "press" ? lookup("composer", key, ui.bindings) : undefined;
	return found?.id === "chord" || strokeId(key) === "escape";
}

/** What an event key acted on is what the person looked at last, so that a following `u` takes it back. */
function aim(ui: UiState, state: State, id: BindingId): UiState {
	const held = newestHeld(state);
	if (held && onEvents.has(id)) return chooseEvent({ ...ui, pane: held.monitor }, held.monitor, held.event);
	return held && ui.pane === undefined ? { ...ui, pane: held.monitor } : ui;
}

/** The person writes on. What the key did is said, since its pane may be out of sight. */
function comeBack(pressed: Pressed, before: UiState, scene: Scene & { id: BindingId }): Pressed {
	const ui = onPage({ ...pressed.ui, focus: before.focus, shown: before.shown }, scene.state);
	const command = pressed.intents.find((intent) => intent.type === "command")?.command;
	return { ...pressed, ui: command && !ui.note ? noteText(ui, describe(command, ui, scene)) : ui };
}

function describe(command: ClientCommand, ui: UiState, { state, id }: { state: State; id: BindingId }): string {
	const done = `${chosenMonitor(ui, state)?.spec.name ?? ""}: ${id}`;
	return "events" in command ? `${done} ${command.events.join(" ")}` : done;
}
