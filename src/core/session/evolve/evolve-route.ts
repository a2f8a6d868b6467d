import type { Entry } from "../../../model/entry.ts";
import { allAgents, ownMonitor } from "../select.ts";
import type { State } from "../state.ts";
import { changeMonitor } from "./evolve-monitor.ts";
import { enqueueAnew, unqueue } from "./evolve-queue.ts";

type Routed = Extract<Entry, { type: "monitor-routed" }>;

/** A monitor belongs to other agents: what of it still waits for the old owners waits for the new ones. */
export function routeMonitor(state: State, { monitor: id, agents }: Routed): State {
	if (!ownMonitor(state, id)) return state;
	const waiting = allAgents(state).flatMap((agent) => agent.conversation.waiting.filter((one) => one.monitor === id));
	const routed = changeMonitor(state, id, (monitor) => ({ ...monitor, agents }));
	const old = waiting.map((one) => one.event);
	return enqueueAnew(unqueue(routed, old), waiting);
}
