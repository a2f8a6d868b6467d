import type { LoginMethod, LoginPlan } from "../../model/agent.ts";
import type { Result } from "../../model/failure.ts";
import { failed } from "../../model/failure.ts";
import { shownWords } from "./shown-command.ts";
import type { Agent } from "./state.ts";

/** The ways to log in to an agent, one a line, behind the numbers that people type. */
export function loginLines({ logins = [] }: Pick<Agent, "logins">): string[] {
	return logins.map((method, index) => `${index + 1} ${describeLogin(method)}`);
}

/** What an agent that cannot work before a login says of it in its conversation. */
export function loginWanted({ id, label, logins = [], loginHint = "Log in there." }: Agent): string {
	const outside = `outside: ${loginHint} Then /agent restart ${id}`;
	if (logins.length === 0) return `${label} wants a login, and names no way to do it here. Do it ${outside}`;
	const ways = loginLines({ logins });
	return [`${label} wants a login. Type /login and a number:`, ...ways, `Or ${outside}`].join("\n");
}

/** A way to log in by its id, else by its number in the list. */
export function findLogin({ label, logins = [] }: Pick<Agent, "label" | "logins">, word: string): Result<LoginMethod> {
	const found = logins.find(({ id }) => id === word) ?? logins[Number(word) - 1];
	if (found) return { ok: true, value: found };
	if (logins.length === 0) return failed("not-allowed", `${label} names no way to log in`);
	const known = logins.map(({ id }, index) => `${index + 1} ${id}`).join(", ");
	return failed("bad-usage", `${label} has no way to log in called "${word}"`, `It has: ${known}.`);
}

/** What a person does about a login that a variable is enough for. */
export function variableAdvice({ name, variables, link }: LoginMethod): ReturnType<typeof failed> {
	const where = link === undefined ? "" : ` ${link} has what belongs there.`;
	return failed(
		"not-allowed",
		`${name} needs ${variables.join(" and ") || "a variable"} in the environment that monmux is started in`,
		`monmux stop, set it, then monmux.${where}`,
	);
}

/** The command line of a login as a shell would read it, with the variables that it sets; nothing is hidden. */
export function shownLogin({ command, set }: Pick<LoginPlan, "command" | "set">): string {
	const variables = Object.entries(set).map(([name, value]) => `${name}=${shownWords([value])}`);
	return [...variables, shownWords(command)].join(" ");
}

/** What a person should know of a login program before it runs. */
export function loginWarning({ own, agent }: Pick<LoginPlan, "own" | "agent">): string {
	const whose = own ? `the program of ${agent} itself` : `a command that ${agent} names`;
	return `To log in, ${whose} runs in this terminal and outside any sandbox, as the agent does:`;
}

function describeLogin({ id, name, description, how, variables }: LoginMethod): string {
	const title = name === id || name === "" ? id : `${name} (${id})`;
	const ways = {
		terminal: "in your terminal",
		agent: "the agent does it itself, and may open a browser",
		variable: `set ${variables.join(" and ")} where monmux is started`,
	} as const;
	const more = description === "" || description === name ? "" : `. ${description}`;
	return `${title}: ${ways[how]}${more}`;
}
