import { noteText } from "../notes.ts";
import type { Actions, Pressed, Scene } from "../press/scene.ts";
import { shows } from "../press/scene.ts";
import type { UiState } from "../ui-state.ts";
import { nextFound } from "./finding.ts";

/** What the key for searching the conversation does. */
export const findActions: Actions<"find-next"> = { "find-next": findNext };

/** Without a search there is one to write. */
function findNext({ ui }: Scene): Pressed {
	if (ui.find) return shows(nextFound(ui));
	if (ui.composer.text !== "") return shows(noteText(ui, "/find TEXT searches the conversation", true));
	return shows(beginFind(ui));
}

function beginFind(ui: UiState): UiState {
	const text = "/find ";
	return { ...ui, focus: "composer", composer: { ...ui.composer, text, cursor: text.length } };
}
