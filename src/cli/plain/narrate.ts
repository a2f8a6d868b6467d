import { countOf } from "../../base/format-count.ts";
import { findEvents } from "../../core/session/select.ts";
import type { State } from "../../core/session/state.ts";
import type { Approval } from "../../model/approval.ts";
import type { Entry } from "../../model/entry.ts";
import type { Event } from "../../model/event.ts";
import { describeFailure } from "../../model/failure.ts";
import { cardAnswers } from "../../tui/ui/offer/card-answers.ts";

/**
 * What a batch of entries means, as flat sentences for a screen reader: each is said once, and nothing is redrawn.
 * `state` is the one after the batch.
 */
export function narrate(state: State, entries: readonly Entry[]): string[] {
	return entries.flatMap((entry) => narrateOne(state, entry));
}

/** Where things stand, for a person who has just come. */
export function narrateState(state: State): string[] {
	const monitors = Object.values(state.monitors).map(
		(monitor) =>
			`Monitor ${monitor.spec.name}: ${monitor.state}, ${monitor.policy}, ${countOf(monitor.counts.held, "event")} held.`,
	);
	return [
		`monmux in ${state.cwd}. Agent ${state.agent}.`,
		...(monitors.length === 0 ? ["No monitor yet. Type /run and a command."] : monitors),
		...state.approvals.flatMap(narrateApproval),
		"Type a message and Enter, or /help.",
	];
}

function narrateOne(state: State, entry: Entry): string[] {
	switch (entry.type) {
		case "event-recorded":
			return [narrateEvent(state, entry.event)];
		case "verdict-changed":
			return [`${entry.events.join(", ")} ${entry.verdict}${entry.reason ? `: ${entry.reason}` : ""}.`];
		case "agent-said":
			return [`${state.agent} says: ${entry.text}`];
		case "turn-started":
			return entry.events.length === 0 ? [] : [`To ${state.agent}: ${describeEvents(state, entry.events)}.`];
		case "noticed":
			return [entry.text];
		case "approval-asked":
			return narrateApproval(entry.approval);
		case "approval-answered":
			return [`Request ${entry.approval}: ${entry.answer}.`];
		default:
			return narrateMonitor(state, entry);
	}
}

function narrateMonitor(state: State, entry: Entry): string[] {
	if (!("monitor" in entry)) return [];
	const name = state.monitors[entry.monitor]?.spec.name ?? entry.monitor;
	switch (entry.type) {
		case "monitor-started":
			return [`Monitor ${name} started${entry.sandboxed ? "" : " WITHOUT A SANDBOX"}.`];
		case "monitor-failed":
			return [`Monitor ${name} did not start: ${describeFailure(entry.failure)}`];
		case "policy-changed":
			// A notice tells of a cap.
			if (entry.by === "cap") return [];
			return [`Monitor ${name}: ${entry.policy}${entry.reason ? `, ${entry.reason}` : ""}.`];
		default:
			return [];
	}
}

function narrateEvent(state: State, event: Event): string {
	const name = state.monitors[event.monitor]?.spec.name ?? event.monitor;
	return `Event ${event.id} from ${name}, ${event.verdict}: ${event.text}`;
}

function describeEvents(state: State, ids: readonly string[]): string {
	const found = findEvents(state, ids);
	const names = found.ok ? [...new Set(found.value.map((event) => state.monitors[event.monitor]?.spec.name))] : [];
	return `${countOf(ids.length, "event")} of ${names.join(", ")}`;
}

function narrateApproval(approval: Approval): string[] {
	const { proposal } = approval;
	const what =
		proposal.type === "start"
			? `start ${proposal.spec.name}: ${proposal.spec.command.join(" ")}`
			: `${proposal.type} ${proposal.monitor}`;
	const choices = cardAnswers(approval).map(({ label }, index) => `${index + 1} ${label}`);
	return [
		`Request ${approval.id}: ${what}. ${approval.why}.`,
		`Answer with a number and Enter: ${choices.join(", ")}.`,
	];
}
