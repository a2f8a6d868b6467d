import type { Monitor } from "../../../core/session/state.ts";
import { chooseEvent } from "../chosen.ts";
import { onPage } from "../focus.ts";
import { follow, pageRows, scrollBy, scrollTalk, scrollTo } from "../scrolling.ts";
import { endSearch, showMatch } from "../searching.ts";
import type { Actions, Scene } from "./scene.ts";
import { onChosen, shows } from "./scene.ts";

type LookId =
	| "zoom"
	| "search"
	| "next-match"
	| "previous-match"
	| "search-run"
	| "search-end"
	| "scroll-top"
	| "follow"
	| "scroll-up"
	| "scroll-down"
	| "talk-up"
	| "talk-down"
	| "repaint";

/** What the keys for looking do. */
export const lookActions: Actions<LookId> = {
	zoom: onChosen(({ ui, state }, monitor) => shows(onPage({ ...ui, pane: monitor.id, zoom: !ui.zoom }, state))),
	search: onChosen(({ ui }, monitor) => shows(beginSearch(ui, monitor))),
	"next-match": onChosen(({ ui }) => shows(showMatch(ui, 1))),
	"previous-match": onChosen(({ ui }) => shows(showMatch(ui, -1))),
	"search-run": runSearch,
	"search-end": ({ ui }) => shows(endSearch(ui)),
	"scroll-top": onChosen(({ ui }, monitor) => shows(scrollTo(ui, monitor.id, ui.scrollback[monitor.id] ?? 0))),
	follow: onChosen(({ ui }, monitor) => shows(chooseEvent(follow(ui, monitor.id), monitor.id, undefined))),
	"scroll-up": onChosen((scene, monitor) => shows(scrollPage(scene, monitor, 1))),
	"scroll-down": onChosen((scene, monitor) => shows(scrollPage(scene, monitor, -1))),
	"talk-up": ({ ui, state }) => shows(scrollTalk(ui, pageRows(ui, state))),
	"talk-down": ({ ui, state }) => shows(scrollTalk(ui, -pageRows(ui, state))),
	repaint: ({ ui }) => ({ ui, intents: [{ type: "repaint" }] }),
};

function beginSearch(ui: Scene["ui"], monitor: Monitor): Scene["ui"] {
	const search = { monitor: monitor.id, query: "", typing: true, offsets: [], index: 0 };
	return { ...ui, pane: monitor.id, search };
}

function runSearch({ ui }: Scene): ReturnType<typeof shows> {
	const { search } = ui;
	if (!search || search.query === "") return shows(endSearch(ui));
	const { monitor, query } = search;
	return { ui: { ...ui, search: { ...search, typing: false } }, intents: [{ type: "search", monitor, query }] };
}

function scrollPage({ ui, state }: Scene, monitor: Monitor, direction: 1 | -1): Scene["ui"] {
	return scrollBy(ui, monitor.id, direction * pageRows(ui, state, monitor.id));
}
