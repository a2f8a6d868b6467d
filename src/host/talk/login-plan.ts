import { findLogin, variableAdvice } from "../../core/session/login-words.ts";
import { findAgent } from "../../core/session/select.ts";
import type { State } from "../../core/session/state.ts";
import type { LoginPlan } from "../../model/agent.ts";
import type { Result } from "../../model/failure.ts";
import { failed, ok } from "../../model/failure.ts";
import type { LoginWay } from "../agent/backend.ts";

/** What a person wants to log in to, and by which way: its id or its number. */
export type AskedLogin = { readonly agent?: string | undefined; readonly method: string };

/** The program of a way to log in. Refused where there is none, and while the agent works, since it starts again after. */
export function planLogin(
	state: State,
	asked: AskedLogin,
	waysOf: (agent: string) => readonly LoginWay[],
): Result<LoginPlan> {
	const agent = findAgent(state, asked.agent);
	if (!agent.ok) return agent;
	const { id, label, conversation } = agent.value;
	const method = findLogin(agent.value, asked.method);
	if (!method.ok) return method;
	if (method.value.how === "variable") return variableAdvice(method.value);
	if (conversation.turn) return failed("not-allowed", `${label} works on a turn`, "Esc interrupts it; then log in.");
	const run = waysOf(id).find((way) => way.method.id === method.value.id)?.run;
	if (run) return ok({ agent: id, method: method.value.id, ...run });
	if (method.value.how === "agent") return failed("not-allowed", `${method.value.name} is no program`);
	return failed("agent-unavailable", `${label} has not said how it logs in since monmux began`, `/agent restart ${id}`);
}
