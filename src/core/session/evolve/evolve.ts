import { assertNever } from "../../../base/assert-never.ts";
import type { Entry } from "../../../model/entry.ts";
import type { State } from "../state.ts";
import { endSuppression, growEvent, recordEvent, setVerdicts, undoVerdicts } from "./evolve-event.ts";
import {
	addMonitor,
	endMonitor,
	failMonitor,
	removeMonitor,
	setPolicy,
	startMonitor,
	stoppingMonitor,
} from "./evolve-monitor.ts";
import { agentSaid, endTurn, notice, queueMessage, startTurn } from "./evolve-turn.ts";
import { highest } from "./highest.ts";

/**
 * Folds one entry into the state. Total: an entry about something unknown changes nothing,
 * so that a journal whose beginning was trimmed still folds.
 */
export function evolve(state: State, entry: Entry): State {
	switch (entry.type) {
		case "session-opened": {
			const { type: _type, at, ...session } = entry;
			return { ...state, ...session, openedAt: state.openedAt || at };
		}
		case "monitor-added":
			return addMonitor(state, entry);
		case "monitor-started":
			return startMonitor(state, entry);
		case "monitor-failed":
			return failMonitor(state, entry);
		case "monitor-stopping":
			return stoppingMonitor(state, entry);
		case "monitor-ended":
			return endMonitor(state, entry);
		case "monitor-removed":
			return removeMonitor(state, entry.monitor);
		case "policy-changed":
			return setPolicy(state, entry);
		case "approval-asked":
			return {
				...state,
				approvals: [...state.approvals, entry.approval],
				counters: { ...state.counters, approvals: highest(state.counters.approvals, entry.approval.id) },
			};
		case "approval-answered":
			return { ...state, approvals: state.approvals.filter((approval) => approval.id !== entry.approval) };
		case "session-closed":
			return state;
		default:
			return evolveTalk(state, entry);
	}
}

type TalkEntry = Exclude<
	Entry,
	{
		type: "session-opened" | "session-closed" | "policy-changed" | `monitor-${string}` | `approval-${string}`;
	}
>;

function evolveTalk(state: State, entry: TalkEntry): State {
	switch (entry.type) {
		case "event-recorded":
			return recordEvent(state, entry.event);
		case "event-grown":
			return growEvent(state, entry);
		case "suppression-ended":
			return endSuppression(state, entry.monitor);
		case "verdict-changed":
			return setVerdicts(state, entry);
		case "verdict-undone":
			return undoVerdicts(state, entry.monitor);
		case "message-queued":
			return queueMessage(state, entry.text);
		case "turn-started":
			return startTurn(state, entry);
		case "agent-said":
			return agentSaid(state, entry);
		case "turn-ended":
			return endTurn(state, entry);
		case "noticed":
			return notice(state, entry);
		default:
			return assertNever(entry);
	}
}

/** Folds many entries, oldest first. */
export function evolveAll(state: State, entries: Iterable<Entry>): State {
	let folded = state;
	for (const entry of entries) folded = evolve(folded, entry);
	return folded;
}
