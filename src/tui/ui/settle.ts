import type { Monitor, State } from "../../core/session/state.ts";
import { settleAgents } from "./agents/settle-agents.ts";
import { fromCard, onPage } from "./focus.ts";
import { noteText } from "./notes.ts";
import type { UiState } from "./ui-state.ts";
import { without } from "./without.ts";

/**
 * Brings what is shown in step with a state that has changed: panes and events that are gone, a card that was answered.
 * The focus moves only when what had it is gone; a new card or a new event never takes it.
 */
export function settled(ui: UiState, state: State): UiState {
	const steps = [
		settleScript,
		settleCard,
		settleQuestion,
		settlePane,
		settleChoices,
		settleSearch,
		settleAgents,
		onPage,
	];
	return steps.reduce((after, step) => step(after, state), ui);
}

/** Typing into a script ends with the script. */
function settleScript(ui: UiState, state: State): UiState {
	if (ui.attached === undefined) return ui;
	const monitor = monitorOf(state, ui.attached);
	if (monitor?.state === "running" || monitor?.restarting) return ui;
	const name = monitor?.spec.name ?? "the monitor";
	return noteText(without(ui, "attached"), `${name} has ended: r runs it again`);
}

function settleCard(ui: UiState, state: State): UiState {
	if (ui.focus !== "card" || state.approvals.some((approval) => approval.id === ui.card?.approval)) return ui;
	return fromCard(ui, state);
}

/** A question about a monitor that has ended, gone or come back to life meanwhile needs no answer any more. */
function settleQuestion(ui: UiState, state: State): UiState {
	if (ui.overlay?.type !== "confirm") return ui;
	const { command } = ui.overlay;
	if (command.type !== "stop" && command.type !== "remove") return ui;
	const states = command.monitors.map((id) => monitorOf(state, id)?.state);
	const open = command.type === "stop" ? states.includes("running") : states.every((one) => one && one !== "running");
	return open ? ui : without(ui, "overlay");
}

function settlePane(ui: UiState, state: State): UiState {
	return ui.pane === undefined || monitorOf(state, ui.pane) ? ui : without(ui, "pane");
}

function settleChoices(ui: UiState, state: State): UiState {
	const chosen = keep(ui.chosen, (id, event) => monitorOf(state, id)?.events.some((one) => one.id === event) === true);
	const scroll = keep(ui.scroll, (id) => monitorOf(state, id) !== undefined);
	const scrollback = keep(ui.scrollback, (id) => monitorOf(state, id) !== undefined);
	const same = chosen === ui.chosen && scroll === ui.scroll && scrollback === ui.scrollback;
	return same ? ui : { ...ui, chosen, scroll, scrollback };
}

function settleSearch(ui: UiState, state: State): UiState {
	return ui.search === undefined || monitorOf(state, ui.search.monitor) ? ui : without(ui, "search");
}

function monitorOf(state: State, id: string): Monitor | undefined {
	return Object.hasOwn(state.monitors, id) ? state.monitors[id] : undefined;
}

/** The record itself when everything in it is kept. */
function keep<T>(
	record: Readonly<Record<string, T>>,
	keeps: (key: string, value: T) => boolean,
): Readonly<Record<string, T>> {
	const entries = Object.entries(record);
	const kept = entries.filter(([key, value]) => keeps(key, value));
	return kept.length === entries.length ? record : Object.fromEntries(kept);
}
