import type { Monitor, State } from "../../../core/session/state.ts";
import { chosenEvent } from "../chosen.ts";
import type { UiState } from "../ui-state.ts";

/** Why a command cannot act on a monitor now; undefined when it can. */
export type MonitorReason = (monitor: Monitor, ui: UiState, state: State) => string | undefined;

/** Forwarding takes any event that has not gone out; without a choice only what is held or new. */
export function refuseForward(monitor: Monitor, ui: UiState): string | undefined {
	const event = chosenEvent(ui, monitor);
	if (!event) return `${monitor.spec.name} has no event yet`;
	if (event.deliveredAt === undefined && event.verdict !== "forwarded") return undefined;
	if (ui.chosen[monitor.id] !== event.id) return "nothing is held here";
	return event.deliveredAt === undefined
		? `event ${event.id} waits for the agent already`
		: `event ${event.id} was handed to the agent already`;
}

/** Dropping takes a held event, or one that was forwarded and still waits, when the person chose it. */
export function refuseDrop(monitor: Monitor, ui: UiState): string | undefined {
	const event = chosenEvent(ui, monitor);
	if (event?.verdict === "held") return undefined;
	if (!event || ui.chosen[monitor.id] !== event.id) return "nothing is held here";
	if (event.deliveredAt !== undefined) return `event ${event.id} was handed to the agent already`;
	if (event.verdict === "forwarded") return undefined;
	return `event ${event.id} is not held: it is ${event.verdict}`;
}

/** All held events need one that is held. */
export function nothingHeld(monitor: Monitor): string | undefined {
	return monitor.counts.held === 0 ? "nothing is held here" : undefined;
}

/** A verdict can be taken back while the agent has not seen its event. */
export function refuseUndo(monitor: Monitor): string | undefined {
	const { undo } = monitor;
	if (!undo || undo.length === 0) return `no verdict on ${monitor.spec.name} to take back`;
	const touched = new Set(undo.map((was) => was.event));
	const gone = monitor.events.some((event) => touched.has(event.id) && event.deliveredAt !== undefined);
	return gone ? "the event was handed to the agent already" : undefined;
}

/** TERM was sent once; the second step is another key. */
export function refuseKill(monitor: Monitor): string | undefined {
	if (monitor.state === "running" && monitor.stopping !== undefined) {
		return `${monitor.spec.name} is being stopped: X ends it at once`;
	}
	return hasEnded(monitor);
}

/** Only a running script can be typed into or ended. */
export function hasEnded(monitor: Monitor): string | undefined {
	return monitor.state === "running" ? undefined : `${monitor.spec.name} has ended: r runs it again`;
}

/** Only what has ended can be taken away. */
export function stillRuns(monitor: Monitor): string | undefined {
	return monitor.state === "running" ? `${monitor.spec.name} still runs: x ends it` : undefined;
}

/** Matches belong to one monitor's search. */
export function refuseMatch(monitor: Monitor, { search }: UiState): string | undefined {
	if (search?.monitor !== monitor.id) return "nothing was searched here: / begins a search";
	return search.offsets.length === 0 ? `no match for "${search.query}"` : undefined;
}
