import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { castAgent } from "./cast.ts";
import type { parts } from "./parts.ts";

const run = promisify(execFile);
const playMs = 300_000;

type Parts = typeof parts;
/** What a part finds out about an agent. */
export type Outcome<P extends keyof Parts> = Awaited<ReturnType<Parts[P]>>;

/**
 * Plays one part with one agent in a network that has no address but loopback, so nothing it says can leave the
 * machine. The agent is installed before, outside. Throws with what it said when it did not get through.
 */
export async function playOffline<P extends keyof Parts>(id: string, part: P): Promise<Outcome<P>> {
	await castAgent(id);
	const program = fileURLToPath(new URL("play-one.ts", import.meta.url));
	const line = ["--dev-bind", "/", "/", "--unshare-net", "--die-with-parent", process.execPath, program, id, part];
	const { stdout } = await run("bwrap", line, { timeout: playMs, maxBuffer: 1 << 20 });
	const told = JSON.parse(stdout) as { outcome?: Outcome<P>; error?: string };
	if (told.outcome) return told.outcome;
	throw new Error(told.error);
}
