import { allMonitors } from "../../core/session/select.ts";
import type { Monitor, State } from "../../core/session/state.ts";
import type { Event } from "../../model/event.ts";
import type { UiState } from "./ui-state.ts";

/** The monitor that pane keys act on: the chosen one, else the first. */
export function chosenMonitor(ui: UiState, state: State): Monitor | undefined {
	const { pane } = ui;
	if (pane !== undefined && Object.hasOwn(state.monitors, pane)) return state.monitors[pane];
	return allMonitors(state)[0];
}

/**
 * The event that event keys act on: the chosen one, else the newest that is held, else the newest.
 * Whoever marks an event on the screen has to mark this one.
 */
export function chosenEvent(ui: UiState, monitor: Monitor): Event | undefined {
	const chosen = ui.chosen[monitor.id];
	const found = chosen === undefined ? undefined : monitor.events.find((event) => event.id === chosen);
	return found ?? monitor.events.findLast(isHeld) ?? monitor.events.at(-1);
}

/** The newest held event of the whole session, and its monitor. */
export function newestHeld(state: State): { monitor: string; event: string } | undefined {
	let newest: Event | undefined;
	for (const monitor of allMonitors(state)) {
		const held = monitor.events.findLast(isHeld);
		if (held && (!newest || held.at > newest.at)) newest = held;
	}
	return newest && { monitor: newest.monitor, event: newest.id };
}

/** Chooses the next held event after one that was dealt with: a newer one, else the newest older one. */
export function chooseNextHeld(ui: UiState, monitor: Monitor, done: Event): UiState {
	const place = monitor.events.findIndex((event) => event.id === done.id);
	const newer = monitor.events.find((event, index) => index > place && isHeld(event));
	const older = monitor.events.findLast((event, index) => index < place && isHeld(event));
	return chooseEvent(ui, monitor.id, (newer ?? older)?.id);
}

/** Chooses an event of a monitor, or lets go of the choice. */
export function chooseEvent(ui: UiState, monitor: string, event: string | undefined): UiState {
	const { [monitor]: _old, ...others } = ui.chosen;
	return { ...ui, chosen: event === undefined ? others : { ...others, [monitor]: event } };
}

function isHeld(event: Event): boolean {
	return event.verdict === "held";
}
