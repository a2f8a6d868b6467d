import { findLogin, variableAdvice } from "../../../core/session/login-words.ts";
import type { Agent } from "../../../core/session/state.ts";
import type { LoginMethod } from "../../../model/agent.ts";
import type { Result } from "../../../model/failure.ts";
import { failed, ok } from "../../../model/failure.ts";
import { shownAgent } from "../agents/shown-agent.ts";
import { noteText } from "../notes.ts";
import { commands, type Pressed, shows } from "../press/scene.ts";
import type { Run } from "../slash/run.ts";
import type { UiState } from "../ui-state.ts";

/** `/login`: lists the ways to log in to the shown agent; with a number or an id it logs in by that one. */
export function loginSlash({ argument, ui, state }: Run): Result<Pressed> {
	const agent = shownAgent(ui, state);
	if (!agent) return failed("unknown-agent", "there is no agent to log in to", "/agent add starts one.");
	if (!agent.logins?.length) return failed("not-allowed", `${agent.label} names no way to log in`, agent.loginHint);
	if (argument === "") return ok(shows({ ...ui, overlay: { type: "logins", agent: agent.id, index: 0 } }));
	const method = findLogin(agent, argument);
	return method.ok ? logInBy(ui, agent, method.value) : method;
}

/** What choosing a way leads to: a program in the person's terminal, or a new start of an agent that does it itself. */
export function logInBy(ui: UiState, { id: agent }: Agent, method: LoginMethod): Result<Pressed> {
	switch (method.how) {
		case "variable":
			return variableAdvice(method);
		case "agent":
			return ok(commands(ui, { type: "restart-agent", agent, login: method.id }));
		case "terminal":
			return ok({ ui, intents: [{ type: "log-in", agent, method: method.id }] });
	}
}

/** Says how a login program ended; what it said is on the screen behind this one. */
export function loginEnded(ui: UiState, agent: string, end: { ok: boolean; how: string }): UiState {
	if (end.ok) return noteText(ui, `logged in: ${agent} starts again`);
	const words = `not logged in: ${end.how}; Ctrl+Z shows what it said, /login tries again`;
	return noteText(ui, words, true);
}
