import type { BindingId } from "../../keys/key-table.ts";
import { agentActions } from "../agents/agent-actions.ts";
import { pickerActions } from "../agents/picker-actions.ts";
import { composeActions } from "../compose/compose-actions.ts";
import { findActions } from "../find/find-actions.ts";
import { loginActions } from "../login/login-actions.ts";
import { noteText } from "../notes.ts";
import { whyNot } from "../offer/why-not.ts";
import { cardActions, isGuarded } from "./card-actions.ts";
import { dialogActions } from "./dialog-actions.ts";
import { eventActions } from "./event-actions.ts";
import { lookActions } from "./look-actions.ts";
import { monitorActions } from "./monitor-actions.ts";
import { moveActions } from "./move-actions.ts";
import { paletteActions } from "./palette-actions.ts";
import type { Actions, Pressed, Scene } from "./scene.ts";
import { shows } from "./scene.ts";

/** Every command of the key table; the compiler checks that none is missing. */
const actions: Actions<BindingId> = {
	...eventActions,
	...monitorActions,
	...lookActions,
	...moveActions,
	...cardActions,
	...composeActions,
	...dialogActions,
	...paletteActions,
	...agentActions,
	...pickerActions,
	...findActions,
	...loginActions,
};

/** Runs a command, or notes why it cannot act now. */
export function act(id: BindingId, scene: Scene): Pressed {
	if (isGuarded(id, scene.ui)) return shows(scene.ui);
	const reason = whyNot(id, scene.ui, scene.state);
	if (reason !== undefined) return shows(noteText(scene.ui, reason, true));
	return followed(actions[id](scene), scene);
}

/** A command that was chosen from a list is run in place of the key that chose it. */
function followed({ next: id, ...pressed }: Pressed, scene: Scene): Pressed {
	if (id === undefined) return pressed;
	const next = act(id, { ...scene, ui: pressed.ui, index: 0 });
	return { ...next, intents: [...pressed.intents, ...next.intents] };
}
