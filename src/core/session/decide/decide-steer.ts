import type { HostCommand } from "../../../model/command.ts";
import type { Entry } from "../../../model/entry.ts";
import type { Result } from "../../../model/failure.ts";
import { evolve } from "../evolve/evolve.ts";
import { allMonitors, ownAgent, ownMonitor } from "../select.ts";
import type { Agent } from "../state.ts";
import { type Begun, grouped, nothing, stopped } from "./begin.ts";
import type { Decision, Moment } from "./decision.ts";
import { entriesOnly } from "./decision.ts";

/**
 * What urgent monitors said goes into the running turn of an agent that takes words into one.
 * One offer at a time, none while the turn is being interrupted, and none that a loop breaker would stop.
 */
export function steerTurn(now: Moment, agent: Agent): Begun {
	const { turn, steering, waiting } = agent.conversation;
	if (!agent.steers || !turn || turn.cancelling || turn.deaf || steering) return nothing;
	const urgent = waiting.filter((one) => ownMonitor(now.state, one.monitor)?.spec.urgent);
	if (urgent.length === 0 || stopped(now, agent) !== undefined) return nothing;
	const events = grouped(now.state, urgent);
	const place = { agent: agent.id, turn: turn.id };
	return {
		entries: [{ type: "steer-began", at: now.at, ...place, events: events.map((event) => event.id) }],
		effects: [{ type: "steer", prompt: { ...place, origin: "monitor", text: "", events, notes: [] } }],
	};
}

/**
 * Whether the agent took them. Those that it did not take wait again, unless their monitor was muted meanwhile;
 * what another owner has already, this one gets too.
 */
export function steerEnded(now: Moment, fact: Extract<HostCommand, { type: "steer-ended" }>): Result<Decision> {
	const { steering } = ownAgent(now.state, fact.agent)?.conversation ?? {};
	if (steering?.turn !== fact.turn) return entriesOnly();
	const ended: Entry = { ...fact, at: now.at };
	if (fact.taken) return entriesOnly(ended);
	const after = evolve(now.state, ended);
	const offered = new Set(steering.events);
	const muted = allMonitors(after)
		.filter((monitor) => monitor.policy === "mute")
		.flatMap((monitor) => monitor.events.filter((event) => offered.has(event.id) && event.deliveredAt === undefined));
	if (muted.length === 0) return entriesOnly(ended);
	const events = muted.map((event) => event.id);
	return entriesOnly(ended, { type: "verdict-changed", at: now.at, events, verdict: "muted", by: "policy" });
}

/** The host that was handing something over is gone, and nobody knows whether it arrived: it waits again. */
export function abandonSteer({ at }: Moment, { id, conversation: { steering } }: Agent): Entry[] {
	return steering ? [{ type: "steer-ended", at, agent: id, turn: steering.turn, taken: false }] : [];
}
