import { writeSync } from "node:fs";
import { DisposableStore, type Stop } from "../../base/disposable.ts";

export type ExitHooks = {
	/** Gives the terminal back. Called before anything else happens; has to be harmless when called twice. */
	readonly restore: () => void;
	/** The program runs again after it was stopped. */
	readonly resume: () => void;
	/** One line for the person; gets what was thrown. */
	readonly describeCrash: (error: unknown) => string;
};

const endings: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"];

/** Watches every way out of the process. A signal ends it as it would have ended it without us. Returns the end of watching. */
export function onEveryExit(hooks: ExitHooks): Stop {
	const store = new DisposableStore();
	const watch = (event: string, listener: (...args: unknown[]) => void) => {
		process.on(event, listener);
		store.add(() => process.off(event, listener));
	};
	for (const signal of endings) {
		watch(signal, () => {
			hooks.restore();
			store.dispose();
			process.kill(process.pid, signal);
		});
	}
	watch("exit", hooks.restore);
	watch("SIGCONT", hooks.resume);
	// Rejections that nobody handles come here as well.
	watch("uncaughtException", (error) => {
		hooks.restore();
		printLine(hooks.describeCrash(error));
		process.exit(1);
	});
	return () => store.dispose();
}

function printLine(line: string): void {
	try {
		writeSync(2, `${line}\n`);
	} catch {
		// Nobody reads any more.
	}
}
