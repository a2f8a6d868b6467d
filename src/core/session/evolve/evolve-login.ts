import type { Entry } from "../../../model/entry.ts";
import type { State } from "../state.ts";
import { changeAgent } from "./change-agent.ts";

/** The ways to log in that an agent named take the place of those that it named before. */
export function loginsTold(state: State, entry: Extract<Entry, { type: "logins-told" }>): State {
	return changeAgent(state, entry.agent, (agent) => {
		const { loginHint: _hint, ...rest } = agent;
		return { ...rest, logins: entry.logins, ...(entry.hint === undefined ? {} : { loginHint: entry.hint }) };
	});
}
