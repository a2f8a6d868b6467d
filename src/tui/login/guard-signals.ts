import type { ChildProcess } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import type { Stop } from "../../base/disposable.ts";

/** Starters such as npm pass Ctrl+C on to us once more; this long after, in milliseconds. */
const echoMs = 250;
/** A program that is told to end may take so long, in milliseconds. */
const graceMs = 1000;

/**
 * While another program has the terminal, what its keys send is meant for that one and ends nobody else.
 * Gives a function that ends this, and resolves when it has.
 */
export function ignoreKeys(): () => Promise<void> {
	let pressed = false;
	const onKey = (): void => {
		pressed = true;
	};
	process.on("SIGINT", onKey);
	process.on("SIGQUIT", onKey);
	return async () => {
		if (pressed) await pause(echoMs);
		process.off("SIGINT", onKey);
		process.off("SIGQUIT", onKey);
	};
}

/** A signal that ends this process ends that one before. Gives the end of watching. */
export function endTogether(child: ChildProcess): Stop {
	const onEnd = (signal: NodeJS.Signals): void => {
		void endChild(child).then(() => {
			forget();
			process.kill(process.pid, signal);
		});
	};
	const forget = (): void => {
		process.off("SIGTERM", onEnd);
		process.off("SIGHUP", onEnd);
	};
	process.on("SIGTERM", onEnd);
	process.on("SIGHUP", onEnd);
	return forget;
}

async function endChild(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = new Promise((resolve) => child.once("exit", resolve));
	child.kill("SIGTERM");
	await Promise.race([ended, pause(graceMs)]);
	child.kill("SIGKILL");
}
