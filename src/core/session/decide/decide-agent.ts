import { cutAtGrapheme } from "../../../base/cut-text.ts";
import type { ClientCommand, HostCommand } from "../../../model/command.ts";
import type { Entry } from "../../../model/entry.ts";
import type { Result } from "../../../model/failure.ts";
import { failed, ok } from "../../../model/failure.ts";
import { VisibleText } from "../../lines/visible-text.ts";
import { findLogin, variableAdvice } from "../login-words.ts";
import { findAgent, findMonitors, ownAgent } from "../select.ts";
import type { Agent, Conversation, State } from "../state.ts";
import { withdrawAll } from "./decide-turn.ts";
import type { Decision, Moment } from "./decision.ts";
import { entriesOnly } from "./decision.ts";

type ClientCommandOf<T> = Extract<ClientCommand, { type: T }>;
type HostCommandOf<T> = Extract<HostCommand, { type: T }>;

/** Agents in one session; each is a process with a context of its own. */
const mostAgents = 8;
/** UTF-16 units of an agent's name. */
const longestName = 80;

/** One more agent; its name is free, or gets a number. */
export function addAgent(now: Moment, command: ClientCommandOf<"add-agent">): Result<Decision> {
	if (Object.keys(now.state.agents).length >= mostAgents) {
		return failed(
			"over-cap",
			`this session has ${mostAgents} agents, and that is the cap`,
			"/agent remove NAME ends one.",
		);
	}
	const id = freeName(now.state, soundName(command.name ?? command.agent));
	const { agent: kind, command: line } = command;
	return ok({ ...starting(now, { id, kind, label: id, ...(line === undefined ? {} : { command: line }) }), agent: id });
}

/** An agent leaves; what waited for it goes to the leading one. The last one stays. */
export function removeAgent(now: Moment, id: string): Result<Decision> {
	const agent = findAgent(now.state, id);
	if (!agent.ok) return agent;
	if (Object.keys(now.state.agents).length === 1) {
		return failed("not-allowed", "the last agent cannot leave", "/agent add starts another one first.");
	}
	const heir = now.state.lead === id ? Object.keys(now.state.agents).find((other) => other !== id) : now.state.lead;
	const owned = Object.values(now.state.monitors).filter((monitor) => monitor.agents.includes(id));
	const routed = owned.map((monitor): Entry => {
		const others = monitor.agents.filter((other) => other !== id);
		return {
			type: "monitor-routed",
			at: now.at,
			monitor: monitor.id,
			agents: others.length > 0 ? others : [heir ?? ""],
		};
	});
	// All that it asked, since another agent of its name would get the outcome.
	const asked = now.state.approvals.filter((approval) => approval.agent === id);
	const refused = asked.map(
		(approval): Entry => ({ type: "approval-answered", at: now.at, approval: approval.id, answer: "refuse" }),
	);
	return ok({
		entries: [...refused, ...routed, { type: "agent-removed", at: now.at, agent: id }],
		effects: [{ type: "stop-agent", agent: id }],
	});
}

/** A dead agent is started again; what waits for it goes out when it is ready. After a login an idle one is too. */
export function restartAgent(now: Moment, { agent: id, login }: ClientCommandOf<"restart-agent">): Result<Decision> {
	const agent = findAgent(now.state, id);
	if (!agent.ok) return agent;
	if (login !== undefined) return startLoggedIn(now, agent.value, login);
	if (agent.value.state !== "dead") return failed("not-allowed", `${id} is at work`, "Esc interrupts its turn.");
	return ok(starting(now, agent.value));
}

/** An agent reads a login when it starts, so it starts again; by some ways it logs itself in. */
function startLoggedIn(now: Moment, agent: Agent, login: string): Result<Decision> {
	const method = findLogin(agent, login);
	if (!method.ok) return method;
	if (method.value.how === "variable") return variableAdvice(method.value);
	if (agent.conversation.turn) {
		return failed("not-allowed", `${agent.label} works on a turn`, "Esc interrupts it; then log in.");
	}
	const begun = starting(now, agent, method.value.how === "agent" ? method.value.id : undefined);
	return ok({ ...begun, entries: [...withdrawAll(now, agent.id), ...begun.entries] });
}

/** Another agent gets what nobody owns. */
export function leadBy(now: Moment, id: string): Result<Decision> {
	const agent = findAgent(now.state, id);
	if (!agent.ok) return agent;
	const { kind, command } = agent.value;
	return ok({
		entries: [{ type: "lead-changed", at: now.at, agent: id }],
		effects: [{ type: "remember-lead", kind, ...(command === undefined ? {} : { command }) }],
	});
}

/** Monitors belong to other agents from now on. */
export function route(now: Moment, command: ClientCommandOf<"route">): Result<Decision> {
	const found = findMonitors(now.state, command.monitors);
	if (!found.ok) return found;
	const agents = [...new Set(command.agents)];
	for (const id of agents) {
		const agent = findAgent(now.state, id);
		if (!agent.ok) return agent;
	}
	return entriesOnly(
		...found.value.map((monitor): Entry => ({ type: "monitor-routed", at: now.at, monitor: monitor.id, agents })),
	);
}

/**
 * An agent became ready or died; a dead one ends its turn, and its questions are void.
 * One that only wants a login did nothing of its turn, which is to go out after it.
 */
export function agentChanged(now: Moment, fact: HostCommandOf<"agent-changed">): Result<Decision> {
	const agent = ownAgent(now.state, fact.agent);
	if (!agent) return entriesOnly();
	const changed: Entry = { ...fact, at: now.at };
	const { turn } = agent.conversation;
	if (fact.state !== "dead") return entriesOnly(changed);
	const error = fact.reason ?? "the agent ended";
	const back = fact.wantsLogin && isUntouched(agent.conversation) ? { returned: true } : {};
	const ended: Entry[] = turn
		? [{ type: "turn-ended", at: now.at, agent: agent.id, turn: turn.id, stop: "failed", error, ...back }]
		: [];
	return entriesOnly(...withdrawAll(now, agent.id), ...ended, changed);
}

/** Nothing came of the running turn, and nobody took it back. */
function isUntouched({ turn, messages }: Conversation): boolean {
	return !turn?.cancelling && !messages.some((message) => message.from === "agent" && message.turn === turn?.id);
}

type Startable = Pick<Agent, "id" | "kind" | "label" | "command" | "session">;

function starting(now: Moment, agent: Startable, login?: string): Decision {
	const { id, kind, label, command, session } = agent;
	const line = { ...(command === undefined ? {} : { command }), ...(login === undefined ? {} : { login }) };
	return {
		entries: [{ type: "agent-added", at: now.at, agent: id, kind, label, ...line }],
		effects: [{ type: "start-agent", agent: id, kind, ...line, ...(session === undefined ? {} : { session }) }],
	};
}

/**
 * A name that can be seen and typed. It is a key of the session's agents, which keep their order by it: one of digits
 * alone would go before all others.
 */
function soundName(wanted: string): string {
	const shown = new VisibleText().keep(wanted.toWellFormed().replaceAll(/\p{Cc}/gu, "")).trim();
	const name = cutAtGrapheme(shown, longestName);
	if (name === "") return "agent";
	return /^\d+$/.test(name) ? `agent-${name}` : name;
}

function freeName(state: State, wanted: string): string {
	let name = wanted;
	for (let n = 2; ownAgent(state, name); n += 1) name = `${wanted}-${n}`;
	return name;
}
