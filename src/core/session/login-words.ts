import type { LoginMethod } from "../../model/agent.ts";
import type { Result } from "../../model/failure.ts";
import { failed } from "../../model/failure.ts";
import type { Agent } from "./state.ts";

/** The ways to log in to an agent, one a line, behind the numbers that people type. */
export function loginLines({ logins = [] }: Pick<Agent, "logins">): string[] {
	return logins.map((method, index) => `${index + 1} ${describeLogin(method)}`);
}

/** What an agent that cannot work before a login says of it in its conversation. */
export function loginWanted({ id, label, logins = [], loginHint }: Agent): string {
	const outside = loginHint === undefined ? "" : `${loginHint} `;
	const after = `${outside}Then: /agent restart ${id}`;
	if (logins.length === 0) return `${label} wants a login, and names no way to do it.\n${after}`;
	return [
		`${label} wants a login. Type /login and a number:`,
		...loginLines({ logins }),
		`Or elsewhere. ${after}`,
	].join("\n");
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
export function variableAdvice({ name, variables, link }: LoginMethod): Result<never> {
	const where = link === undefined ? "" : ` ${link} has what belongs there.`;
	return failed(
		"not-allowed",
		`${name} needs ${variables.join(" and ") || "a variable"} in the environment that monmux is started in`,
		`monmux stop, set it, then monmux.${where}`,
	);
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
