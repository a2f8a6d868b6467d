import { loginWarning, shownLogin } from "../../core/session/login-words.ts";
import type { LoginPlan } from "../../model/agent.ts";
import { openTerminalOutput } from "../screen/terminal-output.ts";
import { ignoreKeys } from "./guard-signals.ts";
import { type LoginEnd, runLogin } from "./run-login.ts";
import { pressesYes } from "./yes-key.ts";

/**
 * Shows in the terminal of this process what a login would run, and runs it when the person presses y.
 * Nobody else may read or draw there meanwhile. Never rejects.
 */
export async function logInHere(plan: LoginPlan): Promise<LoginEnd> {
	if (!process.stdin.isTTY || !process.stdout.isTTY) return { ok: false, how: "it needs a terminal" };
	const heedKeys = ignoreKeys();
	try {
		say(`\n${loginWarning(plan)}\n\n    ${shownLogin(plan)}\n\nRun it? y n `);
		const yes = await pressesYes(process.stdin);
		say(yes ? "y\n" : "n\n");
		return yes ? await runLogin(plan) : { ok: false, how: "it was not run" };
	} finally {
		heedKeys();
	}
}

/** A few words on the terminal that is ours for the moment. */
function say(text: string): void {
	const output = openTerminalOutput(process.stdout.fd);
	output.begin(text);
	output.dispose();
}
