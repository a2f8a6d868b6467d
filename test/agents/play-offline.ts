import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { installAgent } from "./install.ts";
import { recipes } from "./recipes.ts";
import type { Outcome } from "./scenario.ts";

const run = promisify(execFile);
const playMs = 300_000;

/**
 * Plays the scenario with one agent in a network that has no address but loopback, so nothing it says can leave the
 * machine. The agent is installed before, outside. Throws with what it said when it did not get through.
 */
export async function playOffline(id: string): Promise<Outcome> {
	const recipe = recipes[id];
	if (!recipe) throw new Error(`there is no recipe for ${id}`);
	await installAgent(id, recipe);
	const program = fileURLToPath(new URL("play-one.ts", import.meta.url));
	const line = ["--dev-bind", "/", "/", "--unshare-net", "--die-with-parent", process.execPath, program, id];
	const { stdout } = await run("bwrap", line, { timeout: playMs, maxBuffer: 1 << 20 });
	const told = JSON.parse(stdout) as { outcome?: Outcome; error?: string; log?: string; unknown?: string[] };
	if (told.outcome) return told.outcome;
	throw new Error(`${told.error}\n${(told.unknown ?? []).join("\n")}\n${told.log ?? ""}`);
}
