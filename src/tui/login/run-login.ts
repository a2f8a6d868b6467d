import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import type { LoginPlan } from "../../model/agent.ts";
import { endTogether, ignoreKeys } from "./guard-signals.ts";
import { loginEnvironment } from "./login-environment.ts";
import { keepTerminalModes } from "./terminal-modes.ts";

/** How a login program ended. The agents' protocol takes code 0 for a success and anything else for none. */
export type LoginEnd = { readonly ok: boolean; readonly how: string };

/**
 * The news of an end may overtake the Ctrl+C that caused it, and starters such as npm pass that on to us once more:
 * so long after the end, in milliseconds, it is still meant for the program.
 */
const echoMs = 250;

/**
 * Runs a login program in the terminal of this process, until it ends or the person ends it: only they know how long
 * it takes. It has the terminal for itself, so nobody else may read or draw meanwhile. Never rejects.
 */
export async function runLogin(plan: LoginPlan): Promise<LoginEnd> {
	const heedKeys = ignoreKeys();
	const giveBackModes = keepTerminalModes();
	try {
		return await ended(start(plan));
	} catch (error) {
		return { ok: false, how: `it could not be started: ${error instanceof Error ? error.message : String(error)}` };
	} finally {
		giveBackModes();
		await pause(echoMs);
		heedKeys();
	}
}

/** In our process group, so that the keys of the terminal reach it: Ctrl+C ends it, Ctrl+Z stops us all. */
function start({ command: [program = "", ...args], cwd, ...plan }: LoginPlan): ChildProcess {
	return spawn(program, args, { cwd, env: loginEnvironment(plan, process.env), stdio: "inherit" });
}

async function ended(child: ChildProcess): Promise<LoginEnd> {
	const forget = endTogether(child);
	try {
		const [code, signal] = await once(child, "exit");
		if (code === 0) return { ok: true, how: "it ended well" };
		return { ok: false, how: signal ? `it ended by ${signal}` : `it ended with code ${code}` };
	} finally {
		forget();
	}
}
