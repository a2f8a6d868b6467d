import type { Entry } from "../../../model/entry.ts";
import { alwaysKey } from "../always.ts";
import { highest } from "../highest.ts";
import type { State } from "../state.ts";

type EntryOf<T extends Entry["type"]> = Extract<Entry, { type: T }>;

/** A request waits for the person. */
export function askApproval(state: State, { approval }: EntryOf<"approval-asked">): State {
	const counters = { ...state.counters, approvals: highest(state.counters.approvals, approval.id) };
	return { ...state, approvals: [...state.approvals, approval], counters };
}

/** A request waits no longer; an answer of "always" is remembered. */
export function answerApproval(state: State, { approval: id, answer }: EntryOf<"approval-answered">): State {
	const approval = state.approvals.find((one) => one.id === id);
	if (!approval) return state;
	const approvals = state.approvals.filter((one) => one !== approval);
	const key = answer === "always" ? alwaysKey(approval) : undefined;
	const isNew = key !== undefined && !state.always.includes(key);
	return { ...state, approvals, always: isNew ? [...state.always, key] : state.always };
}
