import { allMonitors } from "../../core/session/select.ts";
import type { State } from "../../core/session/state.ts";
import type { Where } from "../keys/binding.ts";
import { chosenMonitor } from "./chosen.ts";
import { layout } from "./layout.ts";
import type { Focus, UiState } from "./ui-state.ts";
import { without } from "./without.ts";

/** Which keys are in force. */
export function whereOf(ui: UiState): Where {
	if (ui.overlay) return ui.overlay.type;
	if (ui.attached !== undefined) return "attach";
	if (ui.search?.typing) return "search";
	return ui.focus;
}

/** Gives the keys to the composer. */
export function toComposer(ui: UiState): UiState {
	return { ...without(ui, "card"), focus: "composer", shown: "conversation" };
}

/** Gives the keys to the panes, to one monitor's when it is named. Its page follows. */
export function toPanes(ui: UiState, state: State, monitor = chosenMonitor(ui, state)?.id): UiState {
	const there: UiState = { ...without(ui, "card"), focus: "panes", shown: "panes" };
	return monitor === undefined ? there : onPage({ ...there, pane: monitor }, state);
}

/** Gives the keys to a card. It takes none in its first moments, so that nothing typed ahead answers it. */
export function toCard(ui: UiState, approval: string): UiState {
	const back = ui.focus === "panes" ? "panes" : "composer";
	return { ...ui, focus: "card", shown: "conversation", card: { approval, back }, cardSince: ui.now };
}

/** Gives the keys back to where they were before the card. */
export function fromCard(ui: UiState, state: State): UiState {
	return ui.card?.back === "panes" ? toPanes(ui, state) : toComposer(ui);
}

/** The next area (`step` 1) or the previous one (-1): an open card, the panes, the composer. */
export function toArea(ui: UiState, state: State, step: 1 | -1): UiState {
	const approval = state.approvals[0]?.id;
	const areas: readonly Focus[] = approval === undefined ? ["panes", "composer"] : ["card", "panes", "composer"];
	const here = areas.indexOf(ui.focus);
	const next = areas.at((here + step) % areas.length);
	if (next === "card" && approval !== undefined) return toCard(ui, approval);
	return next === "panes" ? toPanes(ui, state) : toComposer(ui);
}

/** Ids of the monitors in the order of their panes. */
export function monitorIds(state: State): string[] {
	return allMonitors(state).map((monitor) => monitor.id);
}

/** Keeps the page in step with the chosen pane. */
export function onPage(ui: UiState, state: State): UiState {
	if (ui.zoom) return ui;
	const { page } = layout(ui, monitorIds(state));
	return ui.page === page ? ui : { ...ui, page };
}
