import { allAgents } from "../../core/session/select.ts";
import { builtIn } from "../agent/catalogue/built-in.ts";
import type { Session } from "../session.ts";

/** The agent that a person wants: an id of the catalogue, and the command line when it is none of it. */
export type AgentWish = { readonly id: string; readonly command?: string | undefined };

/**
 * A new session gets its first agent; one that is taken up again gets back those that it had.
 * The built-in agent costs nothing and sends nothing: nothing else is started unasked.
 */
export function beginAgents(session: Session, wish: AgentWish = { id: builtIn.id }): void {
	const known = allAgents(session.state);
	for (const agent of known) session.dispatch({ type: "restart-agent", agent: agent.id });
	if (known.length > 0) return;
	const { id, command } = wish;
	session.dispatch({ type: "add-agent", agent: id, ...(command === undefined ? {} : { command }) });
}
