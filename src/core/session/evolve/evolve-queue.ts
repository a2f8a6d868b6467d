import type { Event } from "../../../model/event.ts";
import { ownersOf, ownMonitor } from "../select.ts";
import type { Conversation, State, Waiting } from "../state.ts";
import { changeTalk } from "./change-agent.ts";

/** Events join the queue of every agent that owns their monitor, and that neither has them nor waits for them. */
export function enqueue(state: State, events: readonly Event[]): State {
	let next = state;
	for (const event of events) {
		const monitor = ownMonitor(state, event.monitor);
		for (const agent of monitor ? ownersOf(state, monitor) : []) {
			if (event.deliveredTo?.includes(agent)) continue;
			next = changeTalk(next, agent, (talk) => join(talk, { event: event.id, monitor: event.monitor }));
		}
	}
	return next;
}

/** Events that waited for another agent wait for those that own their monitors now. */
export function enqueueAnew(state: State, waiting: readonly Waiting[]): State {
	const events = waiting.flatMap(({ event, monitor }) => {
		const found = ownMonitor(state, monitor)?.events.find((one) => one.id === event);
		return found ? [found] : [];
	});
	return enqueue(state, events);
}

function join(talk: Conversation, waits: Waiting): Conversation {
	if (talk.waiting.some((one) => one.event === waits.event)) return talk;
	return { ...talk, waiting: [...talk.waiting, waits] };
}

/** Events leave the queues of some agents; of all when none is named. */
export function unqueue(state: State, ids: readonly string[], agents = Object.keys(state.agents)): State {
	if (ids.length === 0) return state;
	const gone = new Set(ids);
	return agents.reduce(
		(after, agent) =>
			changeTalk(after, agent, (talk) => ({ ...talk, waiting: talk.waiting.filter((one) => !gone.has(one.event)) })),
		state,
	);
}
