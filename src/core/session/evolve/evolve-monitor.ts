import type { Entry } from "../../../model/entry.ts";
import { highest } from "../highest.ts";
import { ownMonitor } from "../select.ts";
import type { EventCounts, Monitor, State } from "../state.ts";
import { unqueue } from "./evolve-queue.ts";

type EntryOf<T extends Entry["type"]> = Extract<Entry, { type: T }>;

const noCounts: EventCounts = { total: 0, held: 0, forwarded: 0, muted: 0, dropped: 0, suppressed: 0 };

/** Registers a monitor, or gives an ended one of the same id a new spec: only its events stay. */
export function addMonitor(state: State, entry: EntryOf<"monitor-added">): State {
	const known = ownMonitor(state, entry.monitor);
	const monitor: Monitor = {
		id: entry.monitor,
		spec: entry.spec,
		agents: entry.agents.length > 0 ? entry.agents : (known?.agents ?? []),
		state: "running",
		policy: entry.spec.policy,
		policyBeforeMute: entry.spec.policy === "mute" ? "hold" : entry.spec.policy,
		sandboxed: entry.spec.sandbox.mode === "on",
		startedAt: entry.at,
		runs: known?.runs ?? 0,
		counts: known?.counts ?? noCounts,
		events: known?.events ?? [],
		...(known?.undo === undefined ? {} : { undo: known.undo }),
	};
	const monitors = highest(state.counters.monitors, entry.monitor);
	return putMonitor({ ...state, counters: { ...state.counters, monitors } }, monitor);
}

/** A run began: what the last run left behind is cleared, the events stay. */
export function startMonitor(state: State, entry: EntryOf<"monitor-started">): State {
	const counters = { ...state.counters, runs: state.counters.runs + 1 };
	return changeMonitor({ ...state, counters }, entry.monitor, (monitor) => {
		const { id, spec, agents, policy, policyBeforeMute, counts, events, undo } = monitor;
		return {
			...{ id, spec, agents, policy, policyBeforeMute, counts, events },
			...(undo === undefined ? {} : { undo }),
			state: "running",
			runs: entry.run,
			startedAt: entry.at,
			sandboxed: entry.sandboxed,
		};
	});
}

/** A run could not begin. */
export function failMonitor(state: State, entry: EntryOf<"monitor-failed">): State {
	return changeMonitor(state, entry.monitor, (monitor) => ({
		...withoutStopping(monitor),
		state: "failed",
		failure: entry.failure,
		endedAt: entry.at,
	}));
}

/** Somebody asked for its end. */
export function stoppingMonitor(state: State, entry: EntryOf<"monitor-stopping">): State {
	return changeMonitor(state, entry.monitor, (monitor) => {
		// Why it was muted before is not why it ends.
		const { reason: _reason, ...rest } = monitor;
		return {
			...rest,
			stopping: entry.how,
			restarting: entry.restart,
			...(entry.reason === undefined ? {} : { reason: entry.reason }),
		};
	});
}

/** A run ended: by itself when nobody asked for it. */
export function endMonitor(state: State, entry: EntryOf<"monitor-ended">): State {
	return changeMonitor(state, entry.monitor, (monitor) => ({
		...withoutStopping(monitor),
		state: monitor.stopping ? "killed" : "exited",
		endedAt: entry.at,
		...(entry.exitCode === undefined ? {} : { exitCode: entry.exitCode }),
		...(entry.signal === undefined ? {} : { signal: entry.signal }),
	}));
}

/** It was cleared away, and with it its events and what waited of them. Its id is not given again. */
export function removeMonitor(state: State, id: string): State {
	const { [id]: _gone, ...monitors } = state.monitors;
	const waiting = (state.monitors[id]?.events ?? []).map((event) => event.id);
	return { ...unqueue(state, waiting), monitors };
}

/** What happens to its coming events. */
export function setPolicy(state: State, entry: EntryOf<"policy-changed">): State {
	return changeMonitor(state, entry.monitor, (monitor) => {
		const { reason: _reason, ...rest } = monitor;
		return {
			...rest,
			policy: entry.policy,
			policyBeforeMute: entry.policy === "mute" ? monitor.policyBeforeMute : entry.policy,
			...(entry.reason === undefined ? {} : { reason: entry.reason }),
		};
	});
}

/** Replaces one monitor; an unknown id changes nothing. */
export function changeMonitor(state: State, id: string, change: (monitor: Monitor) => Monitor): State {
	const monitor = ownMonitor(state, id);
	return monitor ? putMonitor(state, change(monitor)) : state;
}

function putMonitor(state: State, monitor: Monitor): State {
	return { ...state, monitors: { ...state.monitors, [monitor.id]: monitor } };
}

function withoutStopping(monitor: Monitor): Monitor {
	const { stopping: _stopping, restarting: _restarting, suppressing: _suppressing, ...rest } = monitor;
	return rest;
}
