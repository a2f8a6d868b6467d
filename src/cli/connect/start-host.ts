import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Limits } from "../../model/entry.ts";
import type { Result } from "../../model/failure.ts";
import { failed, ok } from "../../model/failure.ts";
import type { Place } from "./place.ts";
import { version } from "./version.ts";

/** How a new host is to behave; an existing one keeps its ways. */
export type HostWishes = { readonly limits: Partial<Limits>; readonly sandbox: "on" | "off" };

/** A host opens its journal and tries the sandbox before it is ready; a busy machine needs time. */
const readyMs = 20_000;

/**
 * A flood makes much garbage that lives briefly. As Node comes, its heap grows by 130 MB before that is collected,
 * and stays so large; collected sooner it costs no more time.
 */
const heapOptions = ["--initial-old-space-size=16", "--max-semi-space-size=4", "--heap-growing-percent=50"];

/** Starts a host that outlives this process and its terminal, and waits until it listens. */
export async function startHost({ cwd, paths }: Place, wishes: HostWishes): Promise<Result<void>> {
	let log: number;
	try {
		mkdirSync(dirname(paths.hostLog), { recursive: true, mode: 0o700 });
		log = openSync(paths.hostLog, "a", 0o600);
	} catch (error) {
		return failed(
			"runtime-directory",
			`cannot write ${paths.hostLog}: ${String(error)}`,
			"Make it writable, or set XDG_STATE_HOME.",
		);
	}
	const argument = JSON.stringify({ cwd, version, ...wishes });
	const child = spawn(process.execPath, [...heapOptions, hostProgram(), argument], {
		cwd: "/",
		detached: true,
		stdio: ["ignore", log, log, "pipe"],
	});
	closeSync(log);
	const ready = await readiness(child, paths.hostLog);
	child.unref();
	return ready;
}

/** The host's program lies beside the client's. */
function hostProgram(): string {
	return fileURLToPath(new URL("./host.js", import.meta.url));
}

function readiness(child: ChildProcess, log: string): Promise<Result<void>> {
	return new Promise((resolve) => {
		const pipe = child.stdio[3] as Readable;
		let text = "";
		const settle = (result: Result<void>): void => {
			clearTimeout(late);
			pipe.destroy();
			resolve(result);
		};
		const broken = (why: string): void =>
			settle(failed("internal", `the host did not start: ${why}`, `Its own words are in ${log}.`));
		const late = setTimeout(() => broken(`not ready after ${readyMs / 1000} s`), readyMs);
		child.on("error", (error) => broken(error.message));
		pipe.setEncoding("utf8");
		pipe.on("data", (chunk: string) => {
			text += chunk;
			if (text.endsWith("\n")) settle(JSON.parse(text).ok ? ok(undefined) : JSON.parse(text));
		});
		pipe.on("end", () => broken("it ended at once"));
	});
}
