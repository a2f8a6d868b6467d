import { allAgents, ownersOf } from "../../../core/session/select.ts";
import type { Monitor, State } from "../../../core/session/state.ts";
import type { ClientCommand } from "../../../model/command.ts";
import type { UiState } from "../ui-state.ts";
import { shownAgent } from "./shown-agent.ts";

/** The shown agent alone gets a monitor's events. */
export function ownedByShown(ui: UiState, state: State, monitor: Monitor): ClientCommand {
	return { type: "route", monitors: [monitor.id], agents: [shownAgent(ui, state)?.id ?? ""] };
}

/** The shown agent gets a monitor's events as well, or not any more. */
export function sharedWithShown(ui: UiState, state: State, monitor: Monitor): ClientCommand {
	const shown = shownAgent(ui, state)?.id ?? "";
	const owners = ownersOf(state, monitor);
	const agents = owners.includes(shown) ? owners.filter((owner) => owner !== shown) : [...owners, shown];
	return { type: "route", monitors: [monitor.id], agents };
}

/** Why a monitor cannot be given to the shown agent. */
export function refuseOwn(monitor: Monitor, ui: UiState, state: State): string | undefined {
	const alone = refuseAlone(state);
	if (alone !== undefined) return alone;
	const shown = shownAgent(ui, state)?.id;
	const owners = ownersOf(state, monitor);
	const owns = owners.length === 1 && owners[0] === shown;
	return owns ? `${shown} is the only owner of ${monitor.spec.name} already: < > show another agent` : undefined;
}

/** Why the shown agent can neither join nor leave a monitor's owners. */
export function refuseShare(monitor: Monitor, ui: UiState, state: State): string | undefined {
	const alone = refuseAlone(state);
	if (alone !== undefined) return alone;
	const owners = ownersOf(state, monitor);
	const last = owners.length === 1 && owners[0] === shownAgent(ui, state)?.id;
	return last ? `${monitor.spec.name} has no other owner: < > show the agent that is to have it` : undefined;
}

/** Why there is nothing to choose between. */
export function refuseAlone(state: State): string | undefined {
	return allAgents(state).length > 1 ? undefined : "there is one agent only: /agent add starts another";
}
