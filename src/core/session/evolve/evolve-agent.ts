import type { Entry } from "../../../model/entry.ts";
import { withoutAgent } from "../always.ts";
import { loginWanted } from "../login-words.ts";
import { leadAgent, ownAgent, ownMonitor } from "../select.ts";
import type { Agent, State } from "../state.ts";
import { emptyConversation } from "../state.ts";
import { changeAgent } from "./change-agent.ts";
import { enqueueAnew, unqueue } from "./evolve-queue.ts";
import { failSteer } from "./talk/evolve-steer.ts";
import { say } from "./talk/say.ts";

type EntryOf<T extends Entry["type"]> = Extract<Entry, { type: T }>;

/**
 * An agent joins, or one that was here is started again and keeps its conversation and what is known of its logins.
 * The first one leads.
 */
export function addAgent(state: State, entry: EntryOf<"agent-added">): State {
	const { agent: id, kind, label, command, login } = entry;
	const before = ownAgent(state, id);
	const agent: Agent = {
		...{ id, kind, label, state: "starting", plan: [], commands: [] },
		...(command === undefined ? {} : { command }),
		...(before?.session === undefined ? {} : { session: before.session }),
		...(before?.logins === undefined ? {} : { logins: before.logins }),
		...(before?.loginHint === undefined ? {} : { loginHint: before.loginHint }),
		...(login === undefined ? {} : { loggingIn: login }),
		conversation: before?.conversation ?? emptyConversation,
	};
	const told = login === undefined ? agent : tell(agent, entry.at, loggingIn(agent, login));
	return { ...state, agents: { ...state.agents, [id]: told }, lead: state.lead || id };
}

/** It became ready, or died; one that cannot work before a login says how it is done. */
export function changedAgent(state: State, entry: EntryOf<"agent-changed">): State {
	return changeAgent(state, entry.agent, (agent) => {
		const { reason: _reason, steers: _steers, wantsLogin: _wants, loggingIn: _login, ...rest } = agent;
		const changed: Agent = {
			...{ ...rest, state: entry.state },
			...(entry.reason === undefined ? {} : { reason: entry.reason }),
			...(entry.session === undefined ? {} : { session: entry.session }),
			...(entry.steers === undefined ? {} : { steers: entry.steers }),
		};
		if (!entry.wantsLogin) return changed;
		return tell({ ...changed, wantsLogin: true }, entry.at, loginWanted(changed));
	});
}

/** The ways to log in that it named take the place of those that it named before. */
export function loginsTold(state: State, entry: EntryOf<"logins-told">): State {
	return changeAgent(state, entry.agent, (agent) => {
		const { loginHint: _hint, ...rest } = agent;
		return { ...rest, logins: entry.logins, ...(entry.hint === undefined ? {} : { loginHint: entry.hint }) };
	});
}

/** It leaves; monitors that it alone owned are the leading agent's, and what waited for it waits for their owners. */
export function removeAgent(before: State, id: string): State {
	const state = failSteer(before, id);
	const { [id]: _gone, ...agents } = state.agents;
	const monitors = Object.fromEntries(
		Object.entries(state.monitors).map(([key, monitor]) => [
			key,
			monitor.agents.includes(id) ? { ...monitor, agents: monitor.agents.filter((one) => one !== id) } : monitor,
		]),
	);
	const lead = state.lead === id ? (Object.keys(agents)[0] ?? "") : state.lead;
	const left = { ...state, agents, monitors, lead, always: withoutAgent(state.always, id) };
	return enqueueAnew(left, ownAgent(state, id)?.conversation.waiting ?? []);
}

/** Another agent gets what nobody owns, also what of it still waits. */
export function changeLead(state: State, id: string): State {
	if (!ownAgent(state, id) || id === state.lead) return state;
	const waiting = (leadAgent(state)?.conversation.waiting ?? []).filter(({ monitor: name }) => {
		const monitor = ownMonitor(state, name);
		return monitor !== undefined && !monitor.agents.some((agent) => ownAgent(state, agent));
	});
	const ids = waiting.map((one) => one.event);
	return enqueueAnew(unqueue({ ...state, lead: id }, ids, [state.lead]), waiting);
}

function loggingIn({ label, logins }: Agent, login: string): string {
	const name = logins?.find(({ id }) => id === login)?.name ?? login;
	return `${label} is asked to log in by "${name}". It does so itself, and may open a browser.`;
}

/** The host says something in one agent's conversation. */
function tell(agent: Agent, at: number, text: string): Agent {
	const conversation = say(agent.conversation, [{ at, from: "host", text, events: [], kind: "text" }]);
	return { ...agent, conversation };
}
