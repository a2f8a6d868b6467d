import { allAgents, ownAgent } from "../../../core/session/select.ts";
import type { State } from "../../../core/session/state.ts";
import type { UiState } from "../ui-state.ts";
import { without } from "../without.ts";
import { showAgent, shownAgent } from "./shown-agent.ts";

/** Keeps the shown conversation in step: an agent that was waited for is shown, one that left is not any more. */
export function settleAgents(ui: UiState, state: State): UiState {
	const { awaited } = ui;
	const arrived = awaited !== undefined && ownAgent(state, awaited) ? showAgent(ui, awaited) : ui;
	const gone = arrived.agent !== undefined && !ownAgent(state, arrived.agent);
	return closeLogins(markSeen(gone ? { ...without(arrived, "agent"), talkScroll: 0 } : arrived, state), state);
}

/** An agent that has left is not logged in to. */
function closeLogins(ui: UiState, state: State): UiState {
	if (ui.overlay?.type !== "logins" || ownAgent(state, ui.overlay.agent)) return ui;
	return without(ui, "overlay");
}

/** What the shown agent said is seen, and whatever was said before this client looked for the first time. */
function markSeen(ui: UiState, state: State): UiState {
	const shown = shownAgent(ui, state)?.id;
	const agents = allAgents(state);
	const count = (id: string, said: number) => (id === shown ? said : (ui.seen[id] ?? said));
	const seen = Object.fromEntries(agents.map(({ id, conversation }) => [id, count(id, conversation.said)]));
	const same = Object.keys(ui.seen).length === agents.length && agents.every(({ id }) => seen[id] === ui.seen[id]);
	return same ? ui : { ...ui, seen };
}
