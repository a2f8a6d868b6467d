import type { Monitor } from "../../../core/session/state.ts";
import type { Event } from "../../../model/event.ts";

/** One row of a pane's events: an event, or several muted ones in a row, of which `event` is the newest. */
export type EventLine = { readonly event: Event; readonly folded: number };

/** The newest `height` rows of a monitor's events, or those from the chosen event on when it is older. */
export function newestLines(monitor: Monitor, height: number, chosen?: string): EventLine[] {
	const lines: EventLine[] = [];
	let chosenAt = -1;
	let index = monitor.events.length - 1;
	const wanted = chosen !== undefined && monitor.events.some((event) => event.id === chosen);
	while (index >= 0 && (lines.length < height || (wanted && chosenAt === -1))) {
		const line = lineEndingAt(monitor, index, chosen);
		if (line.event.id === chosen) chosenAt = lines.length;
		lines.push(line.shown);
		index -= line.taken;
	}
	const from = Math.max(0, chosenAt - height + 1);
	return lines.slice(from, from + height).reverse();
}

type FoundLine = { readonly shown: EventLine; readonly taken: number; readonly event: Event };

/** Muted events in a row are one line, but the chosen one is a line of its own. */
function lineEndingAt(monitor: Monitor, index: number, chosen: string | undefined): FoundLine {
	const event = monitor.events[index] as Event;
	const folds = (one: Event | undefined) => one?.verdict === "muted" && one.id !== chosen;
	let first = index;
	while (folds(event) && folds(monitor.events[first - 1])) first -= 1;
	const taken = index - first + 1;
	const forgotten = first === 0 && folds(event) ? forgottenMuted(monitor) : 0;
	return { shown: { event, folded: taken + forgotten }, taken, event };
}

/** Muted events that are no longer kept; they are older than every kept one. */
function forgottenMuted(monitor: Monitor): number {
	const kept = monitor.events.filter((event) => event.verdict === "muted").length;
	return Math.max(0, monitor.counts.muted - kept);
}
