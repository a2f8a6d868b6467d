import type { ChildProcess } from "node:child_process";
import type { Readable } from "node:stream";
import type { Result } from "../../model/failure.ts";
import { failed, ok } from "../../model/failure.ts";

/**
 * Waits for the one line that a host writes on its descriptor 3 when it listens, or when it cannot.
 * A host that is not ready after `ms` milliseconds is killed with all that it started: nobody would ever look for it.
 */
export function awaitReady(host: ChildProcess, { log, ms }: { log: string; ms: number }): Promise<Result<void>> {
	return new Promise((resolve) => {
		const pipe = host.stdio[3] as Readable;
		let text = "";
		const settle = (result: Result<void>): void => {
			clearTimeout(late);
			pipe.destroy();
			resolve(result);
		};
		const broken = (why: string): void =>
			settle(failed("internal", `the host did not start: ${why}`, `Its own words are in ${log}.`));
		const late = setTimeout(() => {
			killGroup(host);
			broken(`not ready after ${ms / 1000} s`);
		}, ms);
		host.on("error", (error) => broken(error.message));
		pipe.setEncoding("utf8");
		pipe.on("data", (chunk: string) => {
			text += chunk;
			if (text.endsWith("\n")) settle(JSON.parse(text).ok ? ok(undefined) : JSON.parse(text));
		});
		pipe.on("end", () => broken("it ended at once"));
	});
}

/** It was started detached, so it leads a group of its own. */
function killGroup({ pid }: ChildProcess): void {
	if (pid === undefined) return;
	try {
		process.kill(-pid, "SIGKILL");
	} catch {
		// It has ended in this very moment.
	}
}
