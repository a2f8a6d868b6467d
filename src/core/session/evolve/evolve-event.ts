import type { Entry } from "../../../model/entry.ts";
import type { Event, Verdict } from "../../../model/event.ts";
import { highest } from "../highest.ts";
import { allAgents, ownMonitor } from "../select.ts";
import type { EventCounts, Monitor, State } from "../state.ts";
import { boundEvents } from "./bound-events.ts";
import { changeMonitor } from "./evolve-monitor.ts";
import { enqueue, unqueue } from "./evolve-queue.ts";

type EntryOf<T extends Entry["type"]> = Extract<Entry, { type: T }>;

/**
 * A new event joins its monitor, and the queue when it is forwarded.
 * One that is forgotten for it while it was held or waited is dropped: it is counted so, and waits no longer.
 */
export function recordEvent(state: State, event: Event): State {
	const counters = { ...state.counters, events: highest(state.counters.events, event.id) };
	let forgotten: readonly Event[] = [];
	const changed = changeMonitor({ ...state, counters }, event.monitor, (monitor) => {
		const { kept, gone, unsettled } = boundEvents([...monitor.events, event]);
		forgotten = gone;
		let counts = count(monitor.counts, undefined, event.verdict);
		for (const lost of unsettled) counts = count(counts, lost.verdict, "dropped");
		return {
			...monitor,
			...(event.kind === "suppression" ? { suppressing: event.id } : {}),
			...(unsettled.length > 0 || gone.some((one) => waits(state, one)) ? { overflowing: true } : {}),
			events: kept,
			counts,
		};
	});
	const cleared = unqueue(
		changed,
		forgotten.map((one) => one.id),
	);
	const goesOn = event.verdict === "forwarded" && ownMonitor(state, event.monitor) !== undefined;
	return goesOn ? enqueue(cleared, [event]) : cleared;
}

/** Whether an event is on its way to some agent; another one may have it already. */
function waits(state: State, { id }: Event): boolean {
	return allAgents(state).some(({ conversation }) => conversation.waiting.some((one) => one.event === id));
}

/** The running suppression event stands for more lines. */
export function growEvent(state: State, entry: EntryOf<"event-grown">): State {
	const monitor = monitorOf(state, entry.event);
	if (!monitor) return state;
	return changeEvents(state, { monitor: monitor.id, events: [entry.event] }, (event) => ({ ...event, ...entry.draft }));
}

/** The running suppression event grows no more. */
export function endSuppression(state: State, id: string): State {
	return changeMonitor(state, id, (monitor) => {
		const { suppressing: _suppressing, ...rest } = monitor;
		return rest;
	});
}

/** Events get another verdict, and enter or leave the queue accordingly. */
export function setVerdicts(state: State, entry: EntryOf<"verdict-changed">): State {
	const { verdict, by, reason } = entry;
	let next = state;
	for (const [id, events] of byMonitor(state, entry.events)) {
		const undo = events.map((event) => ({ event: event.id, verdict: event.verdict }));
		const chosen = { monitor: id, events: undo.map((before) => before.event) };
		next = changeEvents(next, chosen, (event) => judged(event, { verdict, by, reason }));
		if (by === "person") next = changeMonitor(next, id, (monitor) => ({ ...monitor, undo }));
	}
	return requeue(next, entry.events);
}

/** The last change of verdicts of one monitor is taken back. */
export function undoVerdicts(state: State, id: string): State {
	const before = new Map(ownMonitor(state, id)?.undo?.map((was) => [was.event, was.verdict]));
	const events = [...before.keys()];
	const next = changeEvents(state, { monitor: id, events }, (event) =>
		judged(event, { verdict: before.get(event.id) ?? event.verdict, by: "person" }),
	);
	return requeue(
		changeMonitor(next, id, (monitor) => {
			const { undo: _undo, ...rest } = monitor;
			return rest;
		}),
		events,
	);
}

/** Marks events as handed over, and takes them out of that agent's queue; another owner may still wait for them. */
export function deliverEvents(state: State, to: { agent: string; events: readonly string[]; at: number }): State {
	let next = state;
	for (const [id, found] of byMonitor(state, to.events)) {
		const chosen = { monitor: id, events: found.map((event) => event.id) };
		next = changeEvents(next, chosen, (event) => ({
			...event,
			deliveredAt: event.deliveredAt ?? to.at,
			deliveredTo: [...(event.deliveredTo ?? []), to.agent],
		}));
	}
	return unqueue(next, to.events, [to.agent]);
}

/** Undoes a delivery that did not arrive: the events wait again for that agent, where they are still for it. */
export function takeEventsBack(state: State, from: { agent: string; events: readonly string[] }): State {
	let next = state;
	for (const [id, found] of byMonitor(state, from.events)) {
		const chosen = { monitor: id, events: found.map((event) => event.id) };
		next = changeEvents(next, chosen, ({ deliveredAt, deliveredTo, ...event }) => {
			const others = (deliveredTo ?? []).filter((agent) => agent !== from.agent);
			return others.length === 0 || deliveredAt === undefined ? event : { ...event, deliveredAt, deliveredTo: others };
		});
	}
	return enqueue(next, [...byMonitor(next, from.events).values()].flat());
}

/** The monitor that has an event; it is most often among the newest. */
export function monitorOf(state: State, event: string): Monitor | undefined {
	return Object.values(state.monitors).find((monitor) => monitor.events.findLast((one) => one.id === event));
}

function judged(event: Event, given: { verdict: Verdict; by: Event["by"]; reason?: string | undefined }): Event {
	const { reason: _reason, ...rest } = event;
	return {
		...rest,
		verdict: given.verdict,
		by: given.by,
		...(given.reason === undefined ? {} : { reason: given.reason }),
	};
}

function byMonitor(state: State, ids: readonly string[]): Map<string, Event[]> {
	const wanted = new Set(ids);
	const found = new Map<string, Event[]>();
	for (const monitor of Object.values(state.monitors)) {
		const events = monitor.events.filter((event) => wanted.has(event.id));
		if (events.length > 0) found.set(monitor.id, events);
	}
	return found;
}

type Chosen = { readonly monitor: string; readonly events: readonly string[] };

function changeEvents(state: State, chosen: Chosen, change: (event: Event) => Event): State {
	const wanted = new Set(chosen.events);
	return changeMonitor(state, chosen.monitor, (monitor) => {
		let counts = monitor.counts;
		const events = monitor.events.map((event) => {
			if (!wanted.has(event.id)) return event;
			const changed = change(event);
			counts = count(counts, event.verdict, changed.verdict);
			return changed;
		});
		return { ...monitor, events, counts };
	});
}

function count(counts: EventCounts, before: Verdict | undefined, after: Verdict): EventCounts {
	const next = { ...counts };
	if (before === undefined) next.total += 1;
	else next[before] -= 1;
	next[after] += 1;
	return next;
}

/** Puts the forwarded ones among `ids` into the queue and takes the others out of it. */
function requeue(state: State, ids: readonly string[]): State {
	const forwarded = [...byMonitor(state, ids).values()]
		.flat()
		.filter((event) => event.verdict === "forwarded" && event.deliveredAt === undefined);
	return enqueue(unqueue(state, ids), forwarded);
}
