import type { State } from "../../../core/session/state.ts";
import type { ClientCommand } from "../../../model/command.ts";
import { noteText } from "../notes.ts";
import type { Actions, Pressed, Scene } from "../press/scene.ts";
import { shows } from "../press/scene.ts";
import { without } from "../without.ts";
import { type PickerItem, pickerItems } from "./picker.ts";
import { showAgent } from "./shown-agent.ts";

/** What the keys of the list of agents do. */
export const pickerActions: Actions<"picker-choose" | "picker-up" | "picker-down" | "picker-close"> = {
	"picker-choose": choose,
	"picker-up": (scene) => move(scene, -1),
	"picker-down": (scene) => move(scene, 1),
	"picker-close": ({ ui }) => shows(without(ui, "overlay")),
};

function choose({ ui, state }: Scene): Pressed {
	if (ui.overlay?.type !== "agents") return shows(ui);
	const item = pickerItems(ui, state)[ui.overlay.index];
	if (!item) return shows(without(ui, "overlay"));
	if (item.install !== undefined) return shows(noteText(ui, `${item.name} is not installed: ${item.install}`, true));
	if (ui.watch && !item.here) return shows(noteText(ui, "this view only watches: it starts no agent", true));
	const closed = without(ui, "overlay");
	const asked = ui.overlay.first ? firstChoice(item, state) : laterChoice(item);
	const shown = item.here ? showAgent(closed, item.id) : { ...closed, awaited: item.id };
	return { ui: shown, intents: asked.map((command) => ({ type: "command", command })) };
}

/** The first agent that a person chooses takes the place of the one that came with the session. */
function firstChoice(item: PickerItem, state: State): ClientCommand[] {
	const lead: ClientCommand = { type: "lead", agent: item.id };
	if (item.here) return [lead];
	const leaves = state.lead === "" ? [] : [{ type: "remove-agent" as const, agent: state.lead }];
	return [...laterChoice(item), lead, ...leaves];
}

function laterChoice(item: PickerItem): ClientCommand[] {
	return item.here ? [] : [{ type: "add-agent", agent: item.id }];
}

function move({ ui, state }: Scene, step: 1 | -1): Pressed {
	const { overlay } = ui;
	if (overlay?.type !== "agents") return shows(ui);
	const last = pickerItems(ui, state).length - 1;
	const index = Math.max(0, Math.min(overlay.index + step, last));
	return shows({ ...ui, overlay: { ...overlay, index } });
}
