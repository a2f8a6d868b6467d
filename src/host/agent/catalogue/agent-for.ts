import { basename } from "node:path";
import { failed, ok, type Result } from "../../../model/failure.ts";
import { agents } from "./agents.ts";
import { type AgentProfile, noQuirks } from "./profile.ts";
import { splitCommand } from "./split-command.ts";

/**
 * The agent that a person means: the id of a known one, or the command line of any program that speaks the protocol.
 * A command line that runs a known agent's program keeps what is known of it.
 */
export function agentFor(text: string): Result<AgentProfile> {
	const [command = "", ...args] = splitCommand(text) ?? [];
	const isNothing = command === "" || (args.length === 0 && !isKnown(command) && !looksLikeProgram(command));
	return isNothing ? unknown(text) : agentBy(text);
}

/** The agent that a command line runs, where the person said that it is one: a single word is a program too. */
export function agentBy(line: string): Result<AgentProfile> {
	const known = agents.find(({ id }) => id === line.trim());
	if (known) return ok(known);
	const [command, ...args] = splitCommand(line) ?? [];
	if (command === undefined)
		return failed("bad-usage", `not a command line: ${line.trim()}`, "Close its quotes, and end it with no backslash.");
	const name = basename(command);
	const relative = agents.find((profile) => profile.command === name);
	if (relative) return ok({ ...relative, command, args });
	return ok({
		id: name,
		name,
		command,
		args,
		env: {},
		install: `Put ${command} on PATH.`,
		login: `Log in with ${name} itself.`,
		quirks: noQuirks,
	});
}

function isKnown(word: string): boolean {
	return agents.some(({ id }) => id === word);
}

/** A single word is more likely a mistyped id than a program, unless it has a path or an ending of a known kind. */
function looksLikeProgram(word: string): boolean {
	return word.includes("/") || word.endsWith("-acp") || agents.some(({ command }) => command === word);
}

function unknown(text: string): Result<AgentProfile> {
	const known = agents.map(({ id }) => id).join(", ");
	const remedy = `Known agents: ${known}. Any other: a command line that speaks the agent client protocol.`;
	return failed("bad-usage", `no agent is called "${text.trim()}"`, remedy);
}
