import type { Command, HostCommand } from "../../../model/command.ts";
import type { Entry } from "../../../model/entry.ts";
import type { Event, EventDraft, Verdict } from "../../../model/event.ts";
import type { Result } from "../../../model/failure.ts";
import { failed } from "../../../model/failure.ts";
import type { Actor } from "../../../model/monitor.ts";
import { judge } from "../../triage/judge.ts";
import { findEvents, findMonitor, ownMonitor } from "../select.ts";
import type { Monitor, State } from "../state.ts";
import type { Decision, Moment } from "./decision.ts";
import { entriesOnly } from "./decision.ts";

type HostCommandOf<T> = Extract<HostCommand, { type: T }>;

/** A new event gets the verdict of its monitor's policy. */
export function observe(now: Moment, { monitor: id, draft }: HostCommandOf<"observe">): Result<Decision> {
	const monitor = now.state.monitors[id];
	if (!monitor) return entriesOnly();
	const { verdict, by } = judge(monitor.policy, draft);
	return record({ now, monitor, draft }, verdict, by);
}

/** What is over the rate cap becomes one running event. */
export function suppress(now: Moment, { monitor: id, draft }: HostCommandOf<"suppress" | "grow">): Result<Decision> {
	const monitor = now.state.monitors[id];
	return monitor ? record({ now, monitor, draft }, "suppressed", "cap") : entriesOnly();
}

/**
 * A running suppression event is whole now: where events are forwarded by themselves it is too,
 * so that the agent is told of every event or of its count.
 */
export function endSuppression({ at }: Moment, monitor: Monitor, reason = "over the rate cap"): Entry[] {
	const { id, suppressing, policy, stopping } = monitor;
	if (suppressing === undefined) return [];
	const ended: Entry = { type: "suppression-ended", at, monitor: id };
	const event = monitor.events.find((one) => one.id === suppressing);
	if (event?.verdict !== "suppressed" || policy !== "auto" || stopping) return [ended];
	return [{ type: "verdict-changed", at, events: [event.id], verdict: "forwarded", by: "policy", reason }, ended];
}

/** A person sends events to the agent. */
export function forward(now: Moment, ids: readonly string[]): Result<Decision> {
	const found = findEvents(now.state, ids);
	if (!found.ok) return found;
	const done = found.value.find((event) => event.deliveredAt !== undefined);
	if (done) return failed("not-allowed", `event ${done.id} was handed to the agent already`);
	return judgeByPerson(now, found.value, "forwarded");
}

/** A person lets go of events that have not reached the agent. */
export function drop(now: Moment, ids: readonly string[]): Result<Decision> {
	const found = findEvents(now.state, ids);
	if (!found.ok) return found;
	const done = found.value.find((event) => event.deliveredAt !== undefined);
	if (done) return failed("not-allowed", `event ${done.id} was handed to the agent already and cannot be dropped`);
	return judgeByPerson(now, found.value, "dropped");
}

/** Takes the last verdicts of a person back, unless one of the events was delivered since. */
export function undo(now: Moment, name: string): Result<Decision> {
	const monitor = findMonitor(now.state, name);
	if (!monitor.ok) return monitor;
	const before = monitor.value.undo;
	if (!before) return failed("not-allowed", `no verdict on "${monitor.value.spec.name}" to take back`);
	const touched = new Set(before.map((was) => was.event));
	if (monitor.value.events.some((event) => touched.has(event.id) && event.deliveredAt !== undefined)) {
		return failed("not-allowed", "the event was handed to the agent already");
	}
	return entriesOnly({ type: "verdict-undone", at: now.at, monitor: monitor.value.id });
}

/** Says once a run that events which nobody answers, or which an agent does not take, are forgotten now. */
export function tellOverflow(before: Moment, after: State, command: Command): Entry[] {
	if (command.type !== "observe" && command.type !== "suppress") return [];
	const monitor = ownMonitor(after, command.monitor);
	if (!monitor?.overflowing || ownMonitor(before.state, command.monitor)?.overflowing) return [];
	const text = `${monitor.spec.name} has more events that are held or wait for an agent than are kept: the oldest are dropped from now on.`;
	return [{ type: "noticed", at: before.at, text }];
}

/** Ids of the events of a monitor that wait for a person. */
export function heldOf(monitor: Monitor): string[] {
	return monitor.events.filter((event) => event.verdict === "held").map((event) => event.id);
}

function judgeByPerson(now: Moment, events: readonly Event[], verdict: Verdict): Result<Decision> {
	const changed = events.filter((event) => event.verdict !== verdict).map((event) => event.id);
	if (changed.length === 0) {
		const ids = events.map((event) => event.id).join(", ");
		const what = events.length === 0 ? "no event is held" : `already ${verdict}: ${ids}`;
		return failed("not-allowed", what);
	}
	return entriesOnly({ type: "verdict-changed", at: now.at, events: changed, verdict, by: "person" });
}

function record(
	{ now, monitor, draft }: { now: Moment; monitor: Monitor; draft: EventDraft },
	verdict: Verdict,
	by: Actor,
): Result<Decision> {
	const event: Event = {
		...draft,
		id: `e${now.state.counters.events + 1}`,
		monitor: monitor.id,
		seq: monitor.counts.total + 1,
		at: now.at,
		verdict,
		by,
		...(by === "cap" ? { reason: "over the rate cap" } : {}),
	};
	return entriesOnly({ type: "event-recorded", at: now.at, event });
}
