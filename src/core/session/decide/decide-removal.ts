import type { Entry } from "../../../model/entry.ts";
import type { Result } from "../../../model/failure.ts";
import { failed } from "../../../model/failure.ts";
import { allAgents, findMonitors } from "../select.ts";
import type { Monitor, State } from "../state.ts";
import { heldOf } from "./decide-event.ts";
import type { Decision, Moment } from "./decision.ts";

/** Ended monitors go from the screen. Held events are let go; what is on its way to the agent has to arrive first. */
export function removeMonitors(now: Moment, names: readonly string[]): Result<Decision> {
	const found = findMonitors(now.state, names);
	if (!found.ok) return found;
	for (const monitor of found.value) {
		const refusal = refuseRemoval(now.state, monitor);
		if (refusal) return refusal;
	}
	return {
		ok: true,
		value: {
			entries: found.value.flatMap((monitor) => removal(now, monitor)),
			effects: found.value.map((monitor) => ({ type: "forget-monitor", monitor: monitor.id })),
		},
	};
}

function refuseRemoval(state: State, { id, spec, state: life }: Monitor): ReturnType<typeof failed> | undefined {
	if (life === "running")
		return failed("not-allowed", `monitor "${spec.name}" is running`, "End it first (x, or monmux kill).");
	const waiting = allAgents(state).flatMap((agent) => agent.conversation.waiting);
	if (waiting.every((one) => one.monitor !== id)) return undefined;
	return failed(
		"not-allowed",
		`events of "${spec.name}" are on their way to the agent`,
		"Clear it when they have arrived, or drop them.",
	);
}

function removal({ state, at }: Moment, monitor: Monitor): Entry[] {
	const held = heldOf(monitor);
	const reason = "its monitor was cleared";
	const dropped: Entry = { type: "verdict-changed", at, events: held, verdict: "dropped", by: "person", reason };
	const asked = state.approvals.filter(({ proposal }) => "monitor" in proposal && proposal.monitor === monitor.id);
	return [
		...(held.length === 0 ? [] : [dropped]),
		...asked.map(({ id }): Entry => ({ type: "approval-answered", at, approval: id, answer: "refuse" })),
		{ type: "monitor-removed", at, monitor: monitor.id },
	];
}
