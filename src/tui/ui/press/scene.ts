import type { Monitor, State } from "../../../core/session/state.ts";
import type { ClientCommand } from "../../../model/command.ts";
import type { BindingId } from "../../keys/key-table.ts";
import type { Key } from "../../screen/key.ts";
import { chosenMonitor } from "../chosen.ts";
import type { Intent, UiState } from "../ui-state.ts";

/** What a key meets. `index` says which of a binding's keys it was, from 0. */
export type Scene = { readonly ui: UiState; readonly state: State; readonly key: Key; readonly index: number };

/** What a key leads to. `next` is a command that is run right after, as if its own key had been pressed. */
export type Pressed = { readonly ui: UiState; readonly intents: readonly Intent[]; readonly next?: BindingId };

/** What a command of the key table does. It is called only when nothing speaks against it (`whyNot`). */
export type Action = (scene: Scene) => Pressed;

/** The actions of a part of the key table, by name. */
export type Actions<Id extends BindingId> = Readonly<Record<Id, Action>>;

/** Changes only what is shown. */
export function shows(ui: UiState): Pressed {
	return { ui, intents: [] };
}

/** Asks the host for something. */
export function commands(ui: UiState, command: ClientCommand): Pressed {
	return { ui, intents: [{ type: "command", command }] };
}

/** An action on the chosen monitor; without one it does nothing. */
export function onChosen(act: (scene: Scene, monitor: Monitor) => Pressed): Action {
	return (scene) => {
		const monitor = chosenMonitor(scene.ui, scene.state);
		return monitor ? act(scene, monitor) : shows(scene.ui);
	};
}
