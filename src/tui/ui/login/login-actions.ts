import { ownAgent } from "../../../core/session/select.ts";
import { noteFailure } from "../notes.ts";
import type { Actions, Pressed, Scene } from "../press/scene.ts";
import { shows } from "../press/scene.ts";
import type { UiState } from "../ui-state.ts";
import { without } from "../without.ts";
import { logInBy } from "./login.ts";

type LoginId = "logins-choose" | "logins-number" | "logins-up" | "logins-down" | "logins-close";

/** What the keys do while ways to log in are listed. */
export const loginActions: Actions<LoginId> = {
	"logins-choose": (scene) => choose(scene, listed(scene.ui)?.index ?? 0),
	"logins-number": (scene) => choose(scene, scene.index),
	"logins-up": (scene) => move(scene, -1),
	"logins-down": (scene) => move(scene, 1),
	"logins-close": ({ ui }) => shows(without(ui, "overlay")),
};

function choose({ ui, state }: Scene, index: number): Pressed {
	const agent = ownAgent(state, listed(ui)?.agent ?? "");
	const method = agent?.logins?.[index];
	if (!agent || !method) return shows(ui);
	const closed = without(ui, "overlay");
	const begun = logInBy(closed, agent, method);
	return begun.ok ? begun.value : shows(noteFailure(ui, begun.failure));
}

function move({ ui, state }: Scene, step: 1 | -1): Pressed {
	const list = listed(ui);
	if (!list) return shows(ui);
	const last = (ownAgent(state, list.agent)?.logins?.length ?? 1) - 1;
	return shows({ ...ui, overlay: { ...list, index: Math.max(0, Math.min(list.index + step, last)) } });
}

function listed({ overlay }: UiState) {
	return overlay?.type === "logins" ? overlay : undefined;
}
