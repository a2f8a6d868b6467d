import type { Interface } from "node:readline";
import { loginWarning, shownLogin } from "../../core/session/login-words.ts";
import type { LoginPlan } from "../../model/agent.ts";
import { describeFailure, type Failure } from "../../model/failure.ts";
import { runLogin } from "../../tui/login/run-login.ts";
import { request } from "../../wire/connection.ts";
import { requests } from "../../wire/protocol.ts";
import type { SessionLink } from "../connect/link.ts";
import { complain, print } from "../print.ts";

/** Says what a login would run, and asks for a y; the plan waits for the next line. Undefined when there is none. */
export async function askPlainly(
	link: SessionLink,
	asked: { agent: string; method: string },
): Promise<LoginPlan | undefined> {
	if (!process.stdin.isTTY) return refused({ code: "not-allowed", message: "a login needs a terminal to be typed in" });
	const planned = await request(link.connection, requests.login, asked);
	if (!planned.ok) return refused(planned.failure);
	for (const line of [loginWarning(planned.value), shownLogin(planned.value), "Run it? Type y or n."]) print(line);
	return planned.value;
}

/** Runs a login in the terminal whose lines `input` reads, which it does not meanwhile, and starts the agent again. */
export async function logInPlainly(link: SessionLink, plan: LoginPlan, input: Interface): Promise<void> {
	input.pause();
	// Reading ends in one of the next turns of the event loop.
	await new Promise((resolve) => setImmediate(resolve));
	const end = await runLogin(plan);
	input.resume();
	if (!end.ok) return complain(`Not logged in: ${end.how}.`);
	const asked = await link.command({ type: "restart-agent", agent: plan.agent, login: plan.method });
	if (!asked.ok) complain(describeFailure(asked.failure));
}

function refused(failure: Failure): undefined {
	complain(describeFailure(failure));
}
