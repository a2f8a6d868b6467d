import { findLogin, loginLines, variableAdvice } from "../../core/session/login-words.ts";
import { findAgent } from "../../core/session/select.ts";
import type { Agent } from "../../core/session/state.ts";
import type { LoginMethod } from "../../model/agent.ts";
import { logInHere } from "../../tui/login/log-in-here.ts";
import { request } from "../../wire/connection.ts";
import { requests } from "../../wire/protocol.ts";
import type { Parsed } from "../arguments/parse-arguments.ts";
import { openLink, type SessionLink } from "../connect/link.ts";
import { exitCodes } from "../exit-codes.ts";
import { printable } from "../plain/printable.ts";
import { complain, fail, print } from "../print.ts";
import { awaitStart } from "./await-start.ts";

/** `monmux login`: the ways to log in to an agent; with one of them it logs in by it, here when it is a program. */
export async function login(parsed: Parsed): Promise<number> {
	const link = await openLink();
	if (!link.ok) return fail(link.failure);
	try {
		const agent = findAgent(link.value.state(), parsed.text("agent"));
		if (!agent.ok) return fail(agent.failure);
		const [word] = parsed.words;
		if (word === undefined) return list(agent.value, parsed.flag("json"));
		const method = findLogin(agent.value, word);
		return method.ok ? await logInBy(link.value, agent.value, method.value) : fail(method.failure);
	} finally {
		link.value.close();
	}
}

function list(agent: Agent, json: boolean): number {
	const { logins = [], label, loginHint } = agent;
	const lines = json ? logins.map((method) => JSON.stringify({ agent: agent.id, ...method })) : loginLines(agent);
	for (const line of lines) print(printable(line));
	if (logins.length > 0) return exitCodes.ok;
	const remedy = loginHint === undefined ? {} : { remedy: loginHint };
	return fail({ code: "agent-unavailable", message: `${label} names no way to log in`, ...remedy });
}

async function logInBy(link: SessionLink, { id: agent, label }: Agent, method: LoginMethod): Promise<number> {
	if (method.how === "variable") return fail(variableAdvice(method).failure);
	if (method.how === "terminal") {
		const planned = await request(link.connection, requests.login, { agent, method: method.id });
		if (!planned.ok) return fail(planned.failure);
		const end = await logInHere(planned.value);
		if (!end.ok) return fail({ code: "agent-unavailable", message: `not logged in: ${end.how}` });
	} else {
		complain(`monmux: ${label} logs in by "${method.name}", and may open a browser; Ctrl+C stops waiting for it.`);
	}
	const started = awaitStart(link, agent);
	const asked = await link.command({ type: "restart-agent", agent, login: method.id });
	if (!asked.ok) return fail(asked.failure);
	const reached = await started;
	if (reached.ok) print(`${label} is ready.`);
	return reached.ok ? exitCodes.ok : fail(reached.failure);
}
