import type { Event } from "../../../model/event.ts";
import { eventBounds } from "../state.ts";

/** What is kept of a monitor's events, and which of the others had not been settled. */
export type Bounded = { readonly kept: readonly Event[]; readonly unsettled: readonly Event[] };

/** Forgets the oldest settled events beyond the bounds, then the oldest of all, never the newest; the journal keeps them. */
export function boundEvents(events: readonly Event[]): Bounded {
	let characters = 0;
	for (const event of events) characters += event.text.length;
	if (isWithin(events.length, characters)) return { kept: events, unsettled: [] };
	const kept = [...events];
	const unsettled: Event[] = [];
	while (kept.length > 1 && !isWithin(kept.length, characters)) {
		const oldest = kept.findIndex((event) => !isOpen(event));
		const [gone] = kept.splice(oldest === -1 || oldest === kept.length - 1 ? 0 : oldest, 1);
		if (gone === undefined) break;
		characters -= gone.text.length;
		if (isOpen(gone)) unsettled.push(gone);
	}
	return { kept, unsettled };
}

function isWithin(count: number, characters: number): boolean {
	return count <= eventBounds.count && characters <= eventBounds.characters;
}

/** Held for the person, or on its way to the agent. */
function isOpen(event: Event): boolean {
	return event.verdict === "held" || (event.verdict === "forwarded" && event.deliveredAt === undefined);
}
