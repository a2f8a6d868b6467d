import type { ChildProcess } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import type { Stop } from "../../base/disposable.ts";

/** A program that is told to end may take so long, in milliseconds. */
const graceMs = 1000;

/** While another program has the terminal, what its keys send is meant for that one and ends nobody else. Gives the end of this. */
export function ignoreKeys(): Stop {
	process.on("SIGINT", ignore);
	process.on("SIGQUIT", ignore);
	return () => {
		process.off("SIGINT", ignore);
		process.off("SIGQUIT", ignore);
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

function ignore(): void {
	// A listener alone keeps the signal from ending the process.
}
