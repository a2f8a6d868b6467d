import { assertNever } from "../../../base/assert-never.ts";
import type { Command } from "../../../model/command.ts";
import type { Result } from "../../../model/failure.ts";
import { evolveAll } from "../evolve/evolve.ts";
import { findMonitor } from "../select.ts";
import type { State } from "../state.ts";
import { answerApproval, propose } from "./decide-approval.ts";
import { drop, forward, heldOf, observe, suppress, tellOverflow, undo } from "./decide-event.ts";
import {
	endByCap,
	endedMonitor,
	overCap,
	recover,
	restartMonitors,
	setPolicies,
	startMonitor,
	stopMonitors,
} from "./decide-monitor.ts";
import { removeMonitors } from "./decide-removal.ts";
import { interrupt, nextTurn, sendMessage } from "./decide-turn.ts";
import type { Decision, Moment } from "./decision.ts";
import { entriesOnly } from "./decision.ts";

/**
 * Decides what a command becomes in a state, or refuses it with a reason.
 * Pure: `at` (milliseconds since the epoch) comes in, ids are counted from the state.
 * Whatever was decided, a turn is begun when the agent is idle and something waits for it.
 */
export function decide(state: State, command: Command, at: number): Result<Decision> {
	const decided = decideOne({ state, at }, command);
	if (!decided.ok) return decided;
	const after = evolveAll(state, decided.value.entries);
	const overflow = tellOverflow({ state, at }, after, command);
	const turn = nextTurn({ state: after, at });
	return {
		ok: true,
		value: {
			...decided.value,
			entries: [...decided.value.entries, ...overflow, ...turn.entries],
			effects: [...decided.value.effects, ...turn.effects],
		},
	};
}

function decideOne(now: Moment, command: Command): Result<Decision> {
	switch (command.type) {
		case "start":
			return startMonitor(now, command);
		case "restart":
			return restartMonitors(now, command.monitors);
		case "stop":
			return stopMonitors(now, command);
		case "remove":
			return removeMonitors(now, command.monitors);
		case "set-policy":
			return setPolicies(now, command);
		case "forward":
			return forward(now, command.events);
		case "forward-held":
			return withHeld(now, command.monitor, forward);
		case "drop":
			return drop(now, command.events);
		case "drop-held":
			return withHeld(now, command.monitor, drop);
		case "undo":
			return undo(now, command.monitor);
		case "send":
			return sendMessage(now, command.text);
		case "interrupt":
			return interrupt(now);
		case "answer":
			return answerApproval(now, command);
		default:
			return decideFact(now, command);
	}
}

type Fact = Exclude<
	Command,
	{
		type:
			| "start"
			| "restart"
			| "stop"
			| "remove"
			| "set-policy"
			| "forward"
			| "forward-held"
			| "drop"
			| "drop-held"
			| "undo"
			| "send"
			| "interrupt"
			| "answer";
	}
>;

function decideFact({ state, at }: Moment, fact: Fact): Result<Decision> {
	switch (fact.type) {
		case "monitor-started": {
			const run = (state.monitors[fact.monitor]?.runs ?? 0) + 1;
			return entriesOnly({ ...fact, at, run });
		}
		case "monitor-failed":
		case "agent-said":
		case "turn-ended":
			return entriesOnly({ ...fact, at });
		case "monitor-ended":
			return endedMonitor({ state, at }, fact);
		case "observe":
			return observe({ state, at }, fact);
		case "suppress":
			return suppress({ state, at }, fact);
		case "grow": {
			const monitor = state.monitors[fact.monitor];
			const event = monitor?.events.find((one) => one.id === monitor.suppressing)?.id;
			return event ? entriesOnly({ type: "event-grown", at, event, draft: fact.draft }) : suppress({ state, at }, fact);
		}
		case "calm":
			return state.monitors[fact.monitor]?.suppressing === undefined
				? entriesOnly()
				: entriesOnly({ type: "suppression-ended", at, monitor: fact.monitor });
		case "over-cap":
			return overCap({ state, at }, fact.monitor);
		case "end-by-cap":
			return endByCap({ state, at }, fact);
		case "propose":
			return propose({ state, at }, fact);
		case "notice":
			return entriesOnly({ type: "noticed", at, text: fact.text });
		case "recover":
			return recover({ state, at }, fact.lastAt);
		case "close":
			return entriesOnly({ type: "session-closed", at });
		default:
			return assertNever(fact);
	}
}

function withHeld(
	now: Moment,
	name: string,
	act: (now: Moment, events: readonly string[]) => Result<Decision>,
): Result<Decision> {
	const monitor = findMonitor(now.state, name);
	return monitor.ok ? act(now, heldOf(monitor.value)) : monitor;
}
