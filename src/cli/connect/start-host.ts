import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeDirectory } from "../../host/session-paths.ts";
import type { Limits } from "../../model/entry.ts";
import type { Result } from "../../model/failure.ts";
import { failed } from "../../model/failure.ts";
import { awaitReady } from "./await-ready.ts";
import type { Place } from "./place.ts";
import { version } from "./version.ts";

/** How a new host is to behave; an existing one keeps its ways. */
export type HostWishes = {
	readonly limits: Partial<Limits>;
	readonly sandbox: "on" | "off";
	/** The agent of a new session: one of the catalogue, or any by its command line. */
	readonly agent?: { readonly id: string; readonly command?: string };
};

/** A host opens its journal and tries the sandbox before it is ready; a busy machine needs time. */
const readyMs = 20_000;

/**
 * A flood makes much garbage that lives briefly. As Node comes, its heap grows by some 130 MB before that is collected,
 * and stays so large. So it is collected in steps of a megabyte, and by this thread alone, since so little is not worth waking others.
 * Pretenuring would take the lines of one chunk, which outlive such a step, for objects that stay.
 * Code for size rather than speed halves what is left of the growth, for a fifth more time in a flood.
 */
const heapOptions = [
	...["--max-semi-space-size=1", "--no-parallel-scavenge", "--no-allocation-site-pretenuring"],
	...["--initial-old-space-size=16", "--heap-growing-percent=50", "--optimize-for-size"],
];

/** Starts a host that outlives this process and its terminal, and waits until it listens. */
export async function startHost({ cwd, paths }: Place, wishes: HostWishes): Promise<Result<void>> {
	let log: number;
	try {
		makeDirectory(dirname(paths.hostLog));
		log = openSync(paths.hostLog, "a", 0o600);
	} catch (error) {
		return failed(
			"runtime-directory",
			`cannot write ${paths.hostLog}: ${String(error)}`,
			"Make it writable, or set XDG_STATE_HOME.",
		);
	}
	makeCache();
	const argument = JSON.stringify({ cwd, version, ...wishes });
	const child = spawn(process.execPath, [...heapOptions, hostProgram(), argument], {
		cwd: "/",
		detached: true,
		stdio: ["ignore", log, log, "pipe"],
	});
	closeSync(log);
	const ready = await awaitReady(child, { log: paths.hostLog, ms: readyMs });
	child.unref();
	return ready;
}

/** Where bin/monmux.js keeps compiled code, so that the next start is faster. Without it all works as well. */
function makeCache(): void {
	const { HOME, XDG_CACHE_HOME } = process.env;
	try {
		if (XDG_CACHE_HOME || HOME) makeDirectory(join(XDG_CACHE_HOME || join(HOME ?? "", ".cache"), "monmux"));
	} catch {
		// A home that takes no directories.
	}
}

/** The host's program lies beside the client's. */
function hostProgram(): string {
	return fileURLToPath(new URL("./host.js", import.meta.url));
}
