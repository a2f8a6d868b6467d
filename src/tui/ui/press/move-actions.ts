import { allMonitors, needsPerson } from "../../../core/session/select.ts";
import { chosenMonitor } from "../chosen.ts";
import { filePrefix, isWalking } from "../compose/complete-file.ts";
import { complete } from "../compose/completion.ts";
import { areaAfter, areaBefore, monitorIds, toArea, toComposer, toPanes } from "../focus.ts";
import { layout } from "../layout.ts";
import { noteText } from "../notes.ts";
import { endSearch } from "../searching.ts";
import type { Actions, Pressed, Scene } from "./scene.ts";
import { shows } from "./scene.ts";

type MoveId =
	| "next-area"
	| "previous-area"
	| "pane-left"
	| "pane-right"
	| "go-to"
	| "go-to-anywhere"
	| "page-back"
	| "page-on"
	| "next-needing"
	| "to-composer";

/** What the keys for moving about do. */
export const moveActions: Actions<MoveId> = {
	"next-area": nextArea,
	"previous-area": ({ ui, state }) => shows(toArea(ui, state, areaBefore(ui, state))),
	"pane-left": (scene) => besides(scene, -1),
	"pane-right": (scene) => besides(scene, 1),
	"go-to": goTo,
	"go-to-anywhere": goTo,
	"page-back": (scene) => turnPage(scene, -1),
	"page-on": (scene) => turnPage(scene, 1),
	"next-needing": nextNeeding,
	"to-composer": ({ ui }) => shows(ui.search ? endSearch(ui) : toComposer(ui)),
};

/** In a slash command or behind an `@` Tab completes; only where there is nothing to complete it moves on. */
function nextArea({ ui, state }: Scene): Pressed {
	const onward = () => shows(toArea(ui, state, areaAfter(ui, state)));
	if (ui.focus !== "composer") return onward();
	const prefix = isWalking(ui.composer) ? undefined : filePrefix(ui.composer);
	if (prefix !== undefined) return { ui, intents: [{ type: "complete-file", prefix }] };
	const completed = complete(ui, state);
	return completed ? shows({ ...ui, composer: completed }) : onward();
}

/** Panes are walked in reading order, so that two keys reach every one, on every page. */
function besides({ ui, state }: Scene, step: 1 | -1): Pressed {
	const ids = monitorIds(state);
	const here = ids.indexOf(chosenMonitor(ui, state)?.id ?? "");
	return shows(toPanes(ui, state, ids[here + step] ?? ids[here]));
}

function goTo({ ui, state, index }: Scene): Pressed {
	const id = monitorIds(state)[index];
	if (id !== undefined) return shows(toPanes(ui, state, id));
	return shows(noteText(ui, `there is no monitor ${index + 1}`, true));
}

function turnPage({ ui, state }: Scene, step: 1 | -1): Pressed {
	const ids = monitorIds(state);
	const { page, pages } = layout(ui, ids);
	const wanted = Math.min(Math.max(0, page + step), pages - 1);
	const first = ids.find((id) => layout({ ...ui, pane: id }, ids).page === wanted);
	return shows(wanted === page ? ui : toPanes(ui, state, first));
}

function nextNeeding({ ui, state }: Scene): Pressed {
	const monitors = allMonitors(state);
	const here = monitors.findIndex((monitor) => monitor.id === ui.pane);
	const around = [...monitors.slice(here + 1), ...monitors.slice(0, here + 1)];
	const next = around.find(needsPerson);
	return shows(next ? toPanes(ui, state, next.id) : ui);
}
