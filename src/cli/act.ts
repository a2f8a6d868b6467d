import { findMonitors } from "../core/session/select.ts";
import type { State } from "../core/session/state.ts";
import type { ClientCommand } from "../model/command.ts";
import type { Result } from "../model/failure.ts";
import { failed, ok } from "../model/failure.ts";
import { request } from "../wire/connection.ts";
import { requests } from "../wire/protocol.ts";
import type { Parsed } from "./arguments/parse-arguments.ts";
import { openLink, type SessionLink } from "./connect/link.ts";
import { fail } from "./print.ts";

/** A host that was told to stop is awaited this long. */
const stopMs = 10_000;

/** Every subcommand that is one command to the session, or one for each monitor. */
export async function act(parsed: Parsed): Promise<number> {
	const link = await openLink();
	if (!link.ok) return fail(link.failure);
	try {
		return await sendAll(link.value, parsed);
	} finally {
		link.value.close();
	}
}

/** `monmux stop`: done when the host is gone. */
export async function stop(): Promise<number> {
	const link = await openLink();
	if (!link.ok) return fail(link.failure);
	const asked = await request(link.value.connection, requests.stopSession, {});
	if (!asked.ok && asked.failure.code !== "host-unreachable") return fail(asked.failure);
	const late = new Promise((resolve) => setTimeout(resolve, stopMs).unref());
	await Promise.race([link.value.closed, late]);
	link.value.close();
	return 0;
}

async function sendAll(link: SessionLink, parsed: Parsed): Promise<number> {
	const commands = commandsOf(parsed, link.state());
	if (!commands.ok) return fail(commands.failure);
	for (const command of commands.value) {
		const done = await link.command(command);
		if (!done.ok) return fail(done.failure);
	}
	return 0;
}

/** What one of these subcommands asks of the session. */
export function commandsOf(parsed: Parsed, state: State): Result<ClientCommand[]> {
	switch (parsed.name) {
		case "unmute":
			return unmutes(state, parsed.words);
		case "route":
			return routes(parsed.words);
		default:
			return ok([commandOf(parsed)]);
	}
}

function commandOf(parsed: Parsed): ClientCommand {
	const words = [...parsed.words];
	const [word = ""] = words;
	switch (parsed.name) {
		case "forward":
		case "drop":
			return { type: parsed.name, events: words };
		case "mute":
		case "auto":
		case "hold":
			return { type: "set-policy", monitors: words, policy: parsed.name };
		case "kill":
			return { type: "stop", monitors: words, how: parsed.flag("now") ? "kill" : "term" };
		case "clear":
			return { type: "remove", monitors: words };
		case "restart":
			return { type: "restart", monitors: words };
		case "approve":
			return { type: "answer", approval: word, answer: grant(parsed) };
		case "deny":
			return { type: "answer", approval: word, answer: "refuse" };
		default:
			return send(parsed);
	}
}

function send(parsed: Parsed): ClientCommand {
	const agent = parsed.text("agent");
	return { type: "send", text: parsed.words.join(" "), ...(agent === undefined ? {} : { agent }) };
}

function routes([monitor = "", ...agents]: readonly string[]): Result<ClientCommand[]> {
	if (agents.length > 0) return ok([{ type: "route", monitors: [monitor], agents }]);
	return failed(
		"bad-usage",
		"monmux route needs a monitor and the agents that get its events",
		"Usage: monmux route NAME AGENT…",
	);
}

function grant(parsed: Parsed): "always" | "run-forward" | "run" {
	if (parsed.flag("always")) return "always";
	return parsed.flag("forward") ? "run-forward" : "run";
}

/** Each monitor returns to the policy that it had before. */
function unmutes(state: State, names: readonly string[]): Result<ClientCommand[]> {
	const found = findMonitors(state, names);
	if (!found.ok) return found;
	return ok(
		found.value.map((monitor) => ({ type: "set-policy", monitors: [monitor.id], policy: monitor.policyBeforeMute })),
	);
}
