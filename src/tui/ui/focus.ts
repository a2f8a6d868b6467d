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

/**
 * Gives the keys to a card, which stands at the end of the conversation and so comes into sight.
 * It takes none in its first moments, so that nothing typed ahead answers it.
 */
export function toCard(ui: UiState, approval: string): UiState {
	const back = ui.focus === "panes" ? "panes" : "composer";
	return { ...ui, focus: "card", shown: "conversation", talkScroll: 0, card: { approval, back }, cardSince: ui.now };
}

/** Gives the keys back to where they were before the card. */
export function fromCard(ui: UiState, state: State): UiState {
	return ui.card?.back === "panes" ? toPanes(ui, state) : toComposer(ui);
}

/** Where Tab leads to: an open card first, wherever one comes from, and from there to the area beyond. */
export function areaAfter(ui: UiState, state: State): Focus {
	if (ui.focus === "card") return ui.card?.back === "panes" ? "composer" : "panes";
	if (state.approvals.length > 0) return "card";
	return ui.focus === "panes" ? "composer" : "panes";
}

/** Where Shift+Tab leads to: from the composer to the panes, from there to an open card. */
export function areaBefore(ui: UiState, state: State): Focus {
	if (ui.focus === "composer") return "panes";
	return ui.focus === "panes" && state.approvals.length > 0 ? "card" : "composer";
}

/** Gives the keys to an area. */
export function toArea(ui: UiState, state: State, area: Focus): UiState {
	const approval = state.approvals[0]?.id;
	if (area === "card" && approval !== undefined) return toCard(ui, approval);
	return area === "panes" ? toPanes(ui, state) : toComposer(ui);
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
