import type { Approval } from "../../../model/approval.ts";
import type { ClientCommand, HostCommand } from "../../../model/command.ts";
import type { Entry } from "../../../model/entry.ts";
import type { Result } from "../../../model/failure.ts";
import { failed } from "../../../model/failure.ts";
import { findMonitor } from "../select.ts";
import { restartMonitors, startMonitor, stopMonitors } from "./decide-monitor.ts";
import type { Decision, Moment } from "./decision.ts";
import { entriesOnly } from "./decision.ts";

type HostCommandOf<T> = Extract<HostCommand, { type: T }>;
type ClientCommandOf<T> = Extract<ClientCommand, { type: T }>;

/** Requests that may wait for a person at once; more are refused, so that nobody is buried in cards. */
const maxWaiting = 20;

/** Parks a request until a person answers it. The same request is not asked twice. */
export function propose(now: Moment, { proposal, by, why }: HostCommandOf<"propose">): Result<Decision> {
	const { approvals, counters } = now.state;
	const known = proposal.type === "start" ? undefined : findMonitor(now.state, proposal.monitor);
	if (known && !known.ok) return known;
	const same = approvals.find((approval) => JSON.stringify(approval.proposal) === JSON.stringify(proposal));
	if (same) return { ok: true, value: { entries: [], effects: [], approval: same.id } };
	if (approvals.length >= maxWaiting) return failed("over-cap", `${maxWaiting} requests wait for an answer already`);
	const approval: Approval = { id: `a${counters.approvals + 1}`, at: now.at, by, proposal, why };
	return {
		ok: true,
		value: { entries: [{ type: "approval-asked", at: now.at, approval }], effects: [], approval: approval.id },
	};
}

/** A person answered: what was asked is done, or not. */
export function answerApproval(now: Moment, { approval: id, answer }: ClientCommandOf<"answer">): Result<Decision> {
	const approval = now.state.approvals.find((one) => one.id === id);
	if (!approval)
		return failed("unknown-approval", `no request ${id} waits for an answer`, "monmux ls shows what waits.");
	const answered: Entry = { type: "approval-answered", at: now.at, approval: id, answer };
	if (answer === "refuse") return entriesOnly(answered);
	const done = carryOut(now, approval, answer === "run-forward");
	if (!done.ok) return done;
	return {
		ok: true,
		value: {
			...done.value,
			entries: [answered, ...done.value.entries],
			effects: [...done.value.effects, ...(answer === "always" ? [{ type: "remember" as const, approval }] : [])],
		},
	};
}

/** Only the person's own answer lets events through by themselves, whatever was asked for. */
function carryOut(now: Moment, { proposal, by }: Approval, forwards: boolean): Result<Decision> {
	switch (proposal.type) {
		case "start": {
			const policy = forwards ? "auto" : proposal.spec.policy === "mute" ? "mute" : "hold";
			return startMonitor(now, { type: "start", spec: { ...proposal.spec, policy }, anyName: true }, by);
		}
		case "stop":
			return stopMonitors(now, { type: "stop", monitors: [proposal.monitor], how: "term" }, by);
		case "restart":
			return restartMonitors(now, [proposal.monitor]);
	}
}
