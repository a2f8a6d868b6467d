import type { MonitorProposal } from "../../../../model/approval.ts";
import type { Result } from "../../../../model/failure.ts";
import { ok } from "../../../../model/failure.ts";
import type { AgentTools } from "../../backend.ts";
import { findMonitor } from "../talk/find-monitor.ts";
import type { RuleAct } from "./obey.ts";

/** What came of an act: the words about it, and the proposal when the person is asked. */
export type Performed = { readonly line: string; readonly asked?: MonitorProposal };

/** Performs what a rule wants: it asks first, unless the person answered "always" before. Undefined when nothing is left to do, as while the same question waits for its answer. */
export function perform(act: RuleAct, tools: AgentTools): Result<Performed> | undefined {
	if (act.type === "notify") {
		tools.notify(act.text);
		return undefined;
	}
	const proposal = proposalOf(act, tools);
	if (!proposal?.ok) return proposal;
	const what = act.type === "run" ? `run ${act.target}` : `${act.type} ${act.target}`;
	if (act.rule.ask) {
		const parked = tools.propose(proposal.value, act.why);
		if (parked.ok && parked.value === "waits") return undefined;
		return parked.ok ? ok({ line: `asks: ${what}? (${act.why})`, asked: proposal.value }) : parked;
	}
	const done = doNow(proposal.value, act.why, tools);
	return done.ok ? ok({ line: `${what} (${act.why})` }) : done;
}

/** Undefined when a monitor that is to be stopped does not run any more. */
function proposalOf(act: Exclude<RuleAct, { type: "notify" }>, tools: AgentTools): Result<MonitorProposal> | undefined {
	if (act.type === "run") {
		const spec = tools.spec(act.target);
		return spec.ok ? ok({ type: "start", spec: spec.value, agents: [] }) : spec;
	}
	const monitor = findMonitor(act.target, tools.list());
	if (!monitor.ok) return monitor;
	if (act.type === "stop" && monitor.value.state !== "running") return undefined;
	return ok({ type: act.type, monitor: monitor.value.id });
}

function doNow(proposal: MonitorProposal, why: string, tools: AgentTools): Result<unknown> {
	if (proposal.type === "start") return tools.start(proposal.spec, why);
	return proposal.type === "stop" ? tools.stop(proposal.monitor, why) : tools.restart(proposal.monitor, why);
}
