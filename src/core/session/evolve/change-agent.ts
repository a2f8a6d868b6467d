import { ownAgent } from "../select.ts";
import type { Agent, Conversation, State } from "../state.ts";

/** Replaces one agent; an unknown id changes nothing. */
export function changeAgent(state: State, id: string, change: (agent: Agent) => Agent): State {
	const agent = ownAgent(state, id);
	return agent ? { ...state, agents: { ...state.agents, [id]: change(agent) } } : state;
}

/** Replaces one agent's conversation. */
export function changeTalk(state: State, id: string, change: (conversation: Conversation) => Conversation): State {
	return changeAgent(state, id, (agent) => ({ ...agent, conversation: change(agent.conversation) }));
}
