import type { Agent } from "../../core/session/state.ts";
import type { AgentMark } from "./theme.ts";

/** How an agent is: dead and starting before anything else, then whether a turn runs. */
export function agentMark({ state, conversation }: Agent): AgentMark {
	if (state !== "ready") return state;
	return conversation.turn === undefined ? "idle" : "works";
}
