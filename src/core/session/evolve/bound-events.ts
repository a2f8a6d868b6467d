import type { Event } from "../../../model/event.ts";
import { eventBounds } from "../state.ts";

/** What is kept of a monitor's events, what is not, and which of that had not been settled. */
export type Bounded = {
	readonly kept: readonly Event[];
	readonly gone: readonly Event[];
	readonly unsettled: readonly Event[];
};

/** Forgets the oldest settled events beyond the bounds, then the oldest of all, never the newest; the journal keeps them. */
export function boundEvents(events: readonly Event[]): Bounded {
	let characters = 0;
	for (const event of events) characters += event.text.length;
	if (isWithin(events.length, characters)) return { kept: events, gone: [], unsettled: [] };
	const kept = [...events];
	const gone: Event[] = [];
	while (kept.length > 1 && !isWithin(kept.length, characters)) {
		const oldest = kept.findIndex((event) => !isOpen(event));
		const [first] = kept.splice(oldest === -1 || oldest === kept.length - 1 ? 0 : oldest, 1);
		if (first === undefined) break;
		characters -= first.text.length;
		gone.push(first);
	}
	return { kept, gone, unsettled: gone.filter(isOpen) };
}

function isWithin(count: number, characters: number): boolean {
	return count <= eventBounds.count && characters <= eventBounds.characters;
}

/** Held for the person, or on its way to the agent. */
function isOpen(event: Event): boolean {
	return event.verdict === "held" || (event.verdict === "forwarded" && event.deliveredAt === undefined);
}
