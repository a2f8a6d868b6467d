import type { Answer, Approval, Proposal } from "../../../model/approval.ts";
import type { ClientCommand, HostCommand } from "../../../model/command.ts";
import type { Entry } from "../../../model/entry.ts";
import type { Result } from "../../../model/failure.ts";
import { failed, ok } from "../../../model/failure.ts";
import { alwaysKey } from "../always.ts";
import { findAgent, findMonitor } from "../select.ts";
import { restartMonitors, startMonitor, stopMonitors } from "./decide-monitor.ts";
import type { Decision, Moment } from "./decision.ts";
import { entriesOnly } from "./decision.ts";

type HostCommandOf<T> = Extract<HostCommand, { type: T }>;
type ClientCommandOf<T> = Extract<ClientCommand, { type: T }>;

/** Requests that may wait for a person at once; more are refused, so that nobody is buried in cards. */
const maxWaiting = 20;

/** Parks a request until a person answers it. The same request is not asked twice. */
export function propose(now: Moment, { proposal, by, agent, why }: HostCommandOf<"propose">): Result<Decision> {
	const { approvals, counters } = now.state;
	const possible = isPossible(now, proposal);
	if (!possible.ok) return possible;
	// Of the same agent alone: the outcome is told to the one that asked.
	const same = approvals.find(
		(approval) => approval.agent === agent && JSON.stringify(approval.proposal) === JSON.stringify(proposal),
	);
	if (same && proposal.type !== "permit") return ok({ entries: [], effects: [], approval: same.id });
	const id = `a${counters.approvals + 1}`;
	const approval: Approval = { id, at: now.at, by, proposal, why, ...(agent === undefined ? {} : { agent }) };
	const asked: Entry = { type: "approval-asked", at: now.at, approval };
	const key = alwaysKey(approval);
	if (key !== undefined && now.state.always.includes(key)) return startAgain(now, approval, asked);
	if (approvals.length >= maxWaiting) return failed("over-cap", `${maxWaiting} requests wait for an answer already`);
	return ok({ entries: [asked], effects: [], approval: id });
}

/** The person said "always" to the same request before: it is carried out as if answered so again. */
function startAgain(now: Moment, approval: Approval, asked: Entry): Result<Decision> {
	const done = carryOut(now, approval, false);
	if (!done.ok) return done;
	const answered: Entry = { type: "approval-answered", at: now.at, approval: approval.id, answer: "always" };
	const note = tell(now, approval, outcome(approval, "always", done.value));
	return ok({ ...done.value, entries: [asked, answered, ...done.value.entries, ...note], approval: approval.id });
}

/** A request is void; one that was answered meanwhile is left alone. */
export function withdraw(now: Moment, approval: string): Result<Decision> {
	if (!now.state.approvals.some((one) => one.id === approval)) return entriesOnly();
	return entriesOnly({ type: "approval-answered", at: now.at, approval, answer: "refuse" });
}

/** A person answered: what was asked is done, or not, and the agent that asked is told with its next turn. */
export function answerApproval(now: Moment, command: ClientCommandOf<"answer">): Result<Decision> {
	const { approval: id, answer } = command;
	const approval = now.state.approvals.find((one) => one.id === id);
	if (!approval) {
		return failed("unknown-approval", `no request ${id} waits for an answer`, "monmux ls shows what waits.");
	}
	if (approval.proposal.type === "permit") return permit(now, approval, command);
	const answered: Entry = { type: "approval-answered", at: now.at, approval: id, answer };
	if (answer === "refuse") return entriesOnly(answered, ...tell(now, approval, `${id} was refused by the person`));
	const done = carryOut(now, approval, answer === "run-forward");
	if (!done.ok) return done;
	const note = tell(now, approval, outcome(approval, answer, done.value));
	const remember = answer === "always" ? [{ type: "remember" as const, approval }] : [];
	return ok({
		...done.value,
		entries: [answered, ...done.value.entries, ...note],
		effects: [...done.value.effects, ...remember],
	});
}

function isPossible(now: Moment, proposal: Proposal): Result<unknown> {
	if (proposal.type === "permit") return ok(undefined);
	if (proposal.type !== "start") return findMonitor(now.state, proposal.monitor);
	for (const agent of proposal.agents) {
		const found = findAgent(now.state, agent);
		if (!found.ok) return found;
	}
	return ok(undefined);
}

/** The person chose among the agent's own choices; without a choice the one of that kind is taken. */
function permit(now: Moment, approval: Approval, command: ClientCommandOf<"answer">): Result<Decision> {
	const { proposal, agent } = approval;
	if (proposal.type !== "permit" || agent === undefined) return entriesOnly();
	const wanted = command.choice ?? choiceFor(proposal, command.answer);
	const choice = proposal.permission.choices.find((one) => one.id === wanted);
	if (command.choice !== undefined && !choice) {
		return failed("not-allowed", `the request ${approval.id} has no choice "${command.choice}"`);
	}
	const answered: Entry = { type: "approval-answered", at: now.at, approval: approval.id, answer: command.answer };
	return ok({
		entries: [choice ? { ...answered, choice: choice.id } : answered],
		effects: [{ type: "answer-permission", agent, approval: approval.id, ...(choice ? { choice: choice.id } : {}) }],
	});
}

const kinds = {
	run: ["allow-once"],
	"run-forward": ["allow-once"],
	always: ["allow-always", "allow-once"],
	refuse: ["reject-once", "reject-always"],
} as const;

function choiceFor(proposal: Extract<Proposal, { type: "permit" }>, answer: Answer): string | undefined {
	const choices = kinds[answer].flatMap((kind) => proposal.permission.choices.filter((one) => one.kind === kind));
	return choices[0]?.id;
}

/** Only the person's own answer lets events through by themselves, whatever was asked for. */
function carryOut(now: Moment, approval: Approval, forwards: boolean): Result<Decision> {
	const { proposal, by } = approval;
	switch (proposal.type) {
		case "start": {
			const policy = forwards ? "auto" : proposal.spec.policy === "mute" ? "mute" : "hold";
			const spec = { ...proposal.spec, policy } as const;
			const owners =
				proposal.agents.length > 0 ? proposal.agents : approval.agent === undefined ? [] : [approval.agent];
			return startMonitor(now, { type: "start", spec, anyName: true }, { by, agents: owners });
		}
		case "stop":
			return stopMonitors(now, { type: "stop", monitors: [proposal.monitor], how: "term" }, by);
		case "restart":
			return restartMonitors(now, [proposal.monitor]);
		case "permit":
			return entriesOnly();
	}
}

function outcome({ id, proposal }: Approval, answer: Answer, { monitor }: Decision): string {
	if (proposal.type !== "start") return `${id} was approved: ${proposal.type}`;
	const events = answer === "run-forward" ? "forwarded as they come" : "held until the person forwards them";
	return `${id} was approved: monitor ${monitor} "${proposal.spec.name}" starts; its events are ${events}`;
}

/** An agent of the session that asked gets the outcome; the built-in one sees it anyway. */
function tell(now: Moment, { agent }: Approval, text: string): Entry[] {
	if (agent === undefined || now.state.agents[agent]?.kind === "playbook") return [];
	return [{ type: "note-queued", at: now.at, agent, text }];
}
