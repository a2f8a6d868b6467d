import { countOf } from "../../base/format-count.ts";
import { loginWanted } from "../../core/session/login-words.ts";
import { allAgents, findEvents, ownAgent, talkOf } from "../../core/session/select.ts";
import type { Agent, State } from "../../core/session/state.ts";
import type { Approval, Proposal } from "../../model/approval.ts";
import type { Entry } from "../../model/entry.ts";
import type { Event } from "../../model/event.ts";
import { describeFailure } from "../../model/failure.ts";
import { wordsOf } from "../../model/monitor.ts";
import { cardAnswers } from "../../tui/ui/offer/card-answers.ts";

/**
 * What a batch of entries means, as flat sentences for a screen reader: each is said once, and nothing is redrawn.
 * `state` is the one after the batch. The words of a turn are told whole when it ends.
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
		`monmux in ${state.cwd}. ${agentWords(state)}`,
		...allAgents(state).flatMap((agent) => narrateLogin(state, agent.id)),
		...(monitors.length === 0 ? ["No monitor yet. Type /run and a command."] : monitors),
		...state.approvals.flatMap((approval) => narrateApproval(state, approval)),
		"Type a message and Enter, or /help.",
	];
}

function agentWords(state: State): string {
	const agents = allAgents(state);
	const [only] = agents;
	if (agents.length === 1 && only) return `Agent ${only.label}${only.state === "dead" ? ", dead" : ""}.`;
	return `Agents: ${agents.map((agent) => describeAgent(agent, state)).join(", ") || "none"}.`;
}

/** One agent in a few words: its name, how it is, and whether it leads. */
export function describeAgent({ id, label, state, conversation }: Agent, { lead }: State): string {
	const how = state === "ready" ? (conversation.turn ? "works" : "idle") : state;
	return `${label} ${how}${id === lead ? " and leads" : ""}`;
}

function narrateOne(state: State, entry: Entry): string[] {
	switch (entry.type) {
		case "event-recorded":
			return [narrateEvent(state, entry.event)];
		case "verdict-changed":
			return [`${entry.events.join(", ")} ${entry.verdict}${entry.reason ? `: ${entry.reason}` : ""}.`];
		case "noticed":
			return [entry.text];
		case "approval-asked":
			return narrateApproval(state, entry.approval);
		case "approval-answered":
			return [`Request ${entry.approval}: ${entry.answer}.`];
		default:
			return "monitor" in entry ? narrateMonitor(state, entry) : narrateTalk(state, entry);
	}
}

function narrateTalk(state: State, entry: Entry): string[] {
	switch (entry.type) {
		case "turn-started":
			if (entry.events.length === 0) return [];
			return [`To ${nameOf(state, entry.agent)}: ${describeEvents(state, entry.events)}.`];
		case "agent-said":
			return entry.turn === undefined && !entry.thought
				? [`${nameOf(state, entry.agent)} says: ${entry.text.trim()}`]
				: [];
		case "tool-told": {
			const { title, status } = entry.call;
			const ended = status === "done" || status === "failed";
			return ended ? [`${nameOf(state, entry.agent)}: ${title}, ${status}.`] : [];
		}
		case "turn-ended":
			return narrateTurn(state, entry);
		case "agent-added":
			return [`Agent ${entry.label} starts${entry.login === undefined ? "" : `, and logs in by ${entry.login}`}.`];
		case "agent-changed":
			return narrateChange(state, entry);
		case "agent-removed":
			return [`Agent ${entry.agent} has left.`];
		case "lead-changed":
			return [`Agent ${nameOf(state, entry.agent)} leads.`];
		default:
			return [];
	}
}

function narrateChange(state: State, entry: Extract<Entry, { type: "agent-changed" }>): string[] {
	const { agent, state: how, reason } = entry;
	const why = reason ? `: ${reason.replace(/\.$/, "")}` : "";
	return [`Agent ${nameOf(state, agent)} is ${how}${why}.`, ...narrateLogin(state, agent)];
}

/** The ways to log in to an agent that wants it. */
function narrateLogin(state: State, id: string): string[] {
	const agent = ownAgent(state, id);
	return agent?.wantsLogin ? loginWanted(agent).split("\n") : [];
}

/** All that was said in a turn, and how it ended when it did not end well. */
function narrateTurn(state: State, { agent, turn, stop, error }: Extract<Entry, { type: "turn-ended" }>): string[] {
	const said = talkOf(state, agent).messages.filter(
		(message) => message.turn === turn && message.from === "agent" && message.kind === "text",
	);
	const words = said.map((message) => `${nameOf(state, agent)} says: ${message.text.trim()}`);
	const why = stop === "done" ? [] : [`The turn of ${nameOf(state, agent)} ${stop}${error ? `: ${error}` : ""}.`];
	return [...words, ...why];
}

function narrateMonitor(state: State, entry: Extract<Entry, { monitor: string }>): string[] {
	const name = state.monitors[entry.monitor]?.spec.name ?? entry.monitor;
	switch (entry.type) {
		case "monitor-started":
			return [`Monitor ${name} started${entry.sandboxed ? "" : " WITHOUT A SANDBOX"}.`];
		case "monitor-failed":
			return [`Monitor ${name} did not start: ${describeFailure(entry.failure)}`];
		case "monitor-routed":
			return [`Events of ${name} go to ${entry.agents.map((agent) => nameOf(state, agent)).join(", ")}.`];
		case "policy-changed":
			// A notice tells of a cap.
			if (entry.by === "cap") return [];
			return [`Monitor ${name}: ${entry.policy}${entry.reason ? `, ${entry.reason}` : ""}.`];
		default:
			return [];
	}
}

/** Lines of an event that are read out; a burst of two hundred would drown everything that is said after it. */
const toldLines = 8;

function narrateEvent(state: State, event: Event): string {
	const name = state.monitors[event.monitor]?.spec.name ?? event.monitor;
	const lines = event.text.split("\n");
	const left = lines.length - toldLines;
	const told = left > 1 ? [...lines.slice(0, toldLines), `And ${left} more lines: monmux logs ${name}.`] : lines;
	return `Event ${event.id} from ${name}, ${event.verdict}: ${told.join("\n")}`;
}

function describeEvents(state: State, ids: readonly string[]): string {
	const found = findEvents(state, ids);
	const names = found.ok ? [...new Set(found.value.map((event) => state.monitors[event.monitor]?.spec.name))] : [];
	return `${countOf(ids.length, "event")} of ${names.join(", ")}`;
}

function narrateApproval(state: State, approval: Approval): string[] {
	const asks = approval.agent === undefined ? "" : `${nameOf(state, approval.agent)} asks to `;
	const choices = cardAnswers(approval).map(({ label }, index) => `${index + 1} ${label}`);
	const why = approval.why === "" ? "" : ` ${approval.why}.`;
	return [
		`Request ${approval.id}: ${asks}${describeProposal(state, approval.proposal)}.${why}`,
		`Answer with a number and Enter: ${choices.join(", ")}.`,
	];
}

function describeProposal(state: State, proposal: Proposal): string {
	switch (proposal.type) {
		case "start":
			return `start ${proposal.spec.name}: ${wordsOf(proposal.spec).join(" ")}${proposal.spec.sandbox.net ? ", network on" : ""}`;
		case "permit": {
			const { title, places, diffs } = proposal.permission.call;
			const touched = [...new Set([...places, ...diffs.map((diff) => diff.path)])];
			return `do this: ${title}${touched.length === 0 ? "" : `, touching ${touched.join(", ")}`}`;
		}
		default:
			return `${proposal.type} ${state.monitors[proposal.monitor]?.spec.name ?? proposal.monitor}`;
	}
}

function nameOf(state: State, agent: string): string {
	return ownAgent(state, agent)?.label ?? agent;
}
