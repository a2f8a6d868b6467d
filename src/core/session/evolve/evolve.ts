import { assertNever } from "../../../base/assert-never.ts";
import type { Entry } from "../../../model/entry.ts";
import type { State } from "../state.ts";
import { addAgent, changedAgent, changeLead, loginsTold, removeAgent } from "./evolve-agent.ts";
import { answerApproval, askApproval } from "./evolve-approval.ts";
import { endSuppression, growEvent, recordEvent, setVerdicts, undoVerdicts } from "./evolve-event.ts";
import {
	addMonitor,
	changeMonitor,
	endMonitor,
	failMonitor,
	removeMonitor,
	setPolicy,
	startMonitor,
	stoppingMonitor,
} from "./evolve-monitor.ts";
import { routeMonitor } from "./evolve-route.ts";
import { beginSteer, endSteer } from "./talk/evolve-steer.ts";
import { cancelTurn, endTurn, notice, queueMessage, queueNote, startTurn, unqueueMessage } from "./talk/evolve-turn.ts";
import { agentSaid, agentTold, toolTold } from "./talk/evolve-words.ts";

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
		case "agent-added":
			return addAgent(state, entry);
		case "agent-changed":
			return changedAgent(state, entry);
		case "agent-removed":
			return removeAgent(state, entry.agent);
		case "lead-changed":
			return changeLead(state, entry.agent);
		case "approval-asked":
			return askApproval(state, entry);
		case "approval-answered":
			return answerApproval(state, entry);
		case "session-closed":
			return state;
		default:
			return isAboutMonitor(entry) ? evolveMonitor(state, entry) : evolveTalk(state, entry);
	}
}

type MonitorEntry = Extract<Entry, { type: "policy-changed" | `monitor-${string}` }>;

function isAboutMonitor<T extends Entry>(entry: T): entry is Extract<T, MonitorEntry> {
	return entry.type === "policy-changed" || entry.type.startsWith("monitor-");
}

function evolveMonitor(state: State, entry: MonitorEntry): State {
	switch (entry.type) {
		case "monitor-added":
			return addMonitor(state, entry);
		case "monitor-tuned":
			return changeMonitor(state, entry.monitor, (monitor) => ({ ...monitor, spec: entry.spec }));
		case "monitor-routed":
			return routeMonitor(state, entry);
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
		default:
			return assertNever(entry);
	}
}

type TalkEntry = Exclude<
	Entry,
	| MonitorEntry
	| { type: `session-${string}` | `approval-${string}` | `lead-${string}` }
	| { type: "agent-added" | "agent-changed" | "agent-removed" }
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
			return queueMessage(state, entry);
		case "message-unqueued":
			return unqueueMessage(state, entry);
		case "note-queued":
			return queueNote(state, entry);
		case "turn-started":
			return startTurn(state, entry);
		case "turn-cancelling":
			return cancelTurn(state, entry);
		case "steer-began":
			return beginSteer(state, entry);
		case "steer-ended":
			return endSteer(state, entry);
		case "agent-said":
			return agentSaid(state, entry);
		case "tool-told":
			return toolTold(state, entry);
		case "plan-told":
		case "usage-told":
		case "commands-told":
			return agentTold(state, entry);
		case "logins-told":
			return loginsTold(state, entry);
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
