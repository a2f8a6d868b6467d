import { allAgents } from "../../core/session/select.ts";
import type { State } from "../../core/session/state.ts";
import type { HostWishes } from "./start-host.ts";

/**
 * What to say to a person who asked for an agent, of a session that ran already and has others.
 * Undefined when it has that one, or none was asked for.
 */
export function unmetWish(state: State, agent: HostWishes["agent"]): string | undefined {
	const here = allAgents(state);
	if (agent === undefined || here.some(({ id, kind }) => id === agent.id || kind === agent.id)) return undefined;
	const remedy =
		agent.command === undefined
			? `/agent ${agent.id} starts it as well.`
			: "monmux stop ends it, and a new one can have yours.";
	const names = here.map(({ label }) => label).join(", ");
	return `The session that runs here has ${names || "no agent"}, not ${agent.id}. ${remedy}`;
}
