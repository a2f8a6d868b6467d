import type { HostCommand } from "../../../model/command.ts";
import type { Entry } from "../../../model/entry.ts";
import type { Result } from "../../../model/failure.ts";
import { ownMonitor } from "../select.ts";
import { agentChanged } from "./decide-agent.ts";
import { propose, withdraw } from "./decide-approval.ts";
import { endSuppression, observe, suppress } from "./decide-event.ts";
import { endByCap, endedMonitor, overCap, recover, setPolicies } from "./decide-monitor.ts";
import { steerEnded } from "./decide-steer.ts";
import type { Deciders, Decision, Moment } from "./decision.ts";
import { entriesOnly } from "./decision.ts";

type FactOf<T> = Extract<HostCommand, { type: T }>;

/** What becomes of each thing that only the host says. */
export const facts: Deciders<HostCommand> = {
	"monitor-started": (now, fact) =>
		entriesOnly({ ...fact, at: now.at, run: (ownMonitor(now.state, fact.monitor)?.runs ?? 0) + 1 }),
	"monitor-failed": (now, fact) => entriesOnly({ ...fact, at: now.at }),
	"monitor-ended": endedMonitor,
	observe,
	suppress,
	grow,
	calm,
	"over-cap": (now, fact) => overCap(now, fact.monitor),
	"end-by-cap": endByCap,
	retune,
	"agent-changed": agentChanged,
	"agent-said": (now, fact) => entriesOnly({ ...fact, at: now.at }),
	"tool-told": (now, fact) => entriesOnly({ ...fact, at: now.at }),
	"plan-told": (now, fact) => entriesOnly({ ...fact, at: now.at }),
	"usage-told": (now, fact) => entriesOnly({ ...fact, at: now.at }),
	"commands-told": (now, fact) => entriesOnly({ ...fact, at: now.at }),
	"steer-ended": steerEnded,
	// What waited for the time is begun after every command, and so after this one.
	wake: () => entriesOnly(),
	"logins-told": (now, fact) => entriesOnly({ ...fact, at: now.at }),
	"turn-ended": (now, fact) => entriesOnly({ ...fact, at: now.at }),
	propose,
	withdraw: (now, fact) => withdraw(now, fact.approval),
	notice: (now, fact) => entriesOnly({ type: "noticed", at: now.at, text: fact.text }),
	recover: (now, fact) => recover(now, fact.lastAt),
	close: (now) => entriesOnly({ type: "session-closed", at: now.at }),
};

/** The running suppression event stands for more; when it is forgotten already, another one opens. */
function grow(now: Moment, fact: FactOf<"grow">): Result<Decision> {
	const monitor = ownMonitor(now.state, fact.monitor);
	const event = monitor?.events.find((one) => one.id === monitor.suppressing)?.id;
	return event ? entriesOnly({ type: "event-grown", at: now.at, event, draft: fact.draft }) : suppress(now, fact);
}

/** An agent tightened a monitor; what waits leaves the queue when it is muted by that. */
function retune(now: Moment, { monitor, spec, policy }: FactOf<"retune">): Result<Decision> {
	const known = ownMonitor(now.state, monitor);
	if (!known) return entriesOnly();
	const tuned: Entry = { type: "monitor-tuned", at: now.at, monitor, spec, by: "agent" };
	if (policy === known.policy) return entriesOnly(tuned);
	const changed = setPolicies(now, { type: "set-policy", monitors: [monitor], policy }, "agent");
	return changed.ok ? entriesOnly(tuned, ...changed.value.entries) : changed;
}

function calm(now: Moment, { monitor }: FactOf<"calm">): Result<Decision> {
	const known = ownMonitor(now.state, monitor);
	return entriesOnly(...(known ? endSuppression(now, known) : []));
}
