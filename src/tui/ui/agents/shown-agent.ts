import { allAgents, leadAgent, ownAgent, talkOf } from "../../../core/session/select.ts";
import type { Agent, Conversation, State } from "../../../core/session/state.ts";
import type { UiState } from "../ui-state.ts";

/** The agent whose conversation is shown: the chosen one, else the leading one; undefined before the first. */
export function shownAgent(ui: UiState, state: State): Agent | undefined {
	return (ui.agent === undefined ? undefined : ownAgent(state, ui.agent)) ?? leadAgent(state);
}

/** The conversation that is shown; an empty one before the first agent. */
export function shownTalk(ui: UiState, state: State): Conversation {
	return talkOf(state, shownAgent(ui, state)?.id);
}

/** The name under which the shown agent is spoken of; what is written before it joins waits for it. */
export function shownName(ui: UiState, state: State): string {
	return shownAgent(ui, state)?.label ?? "the agent";
}

/** Names a command's agent, when the person chose one; without a choice it is the leading one. */
export function toShown(ui: UiState): { agent?: string } {
	return ui.agent === undefined ? {} : { agent: ui.agent };
}

/** Shows another agent's conversation, at its end. */
export function showAgent(ui: UiState, agent: string): UiState {
	const { find: _find, awaited: _awaited, ...rest } = ui;
	return { ...rest, agent, talkScroll: 0 };
}

/** Shows the agent so many places further; around at the ends. */
export function besidesAgent(ui: UiState, state: State, step: 1 | -1): UiState {
	const ids = allAgents(state).map((agent) => agent.id);
	const here = ids.indexOf(shownAgent(ui, state)?.id ?? "");
	const next = ids[(here + step + ids.length) % ids.length];
	return next === undefined ? ui : showAgent(ui, next);
}

/** Messages of an agent that came while another one was shown. */
export function unread(ui: UiState, agent: Agent): number {
	return Math.max(0, agent.conversation.said - (ui.seen[agent.id] ?? agent.conversation.said));
}
