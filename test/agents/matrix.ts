import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { agentsPage, passes, type Result } from "./agents-page.ts";
import { playOffline } from "./play-offline.ts";
import { recipes } from "./recipes.ts";

/**
 * Plays with every agent that can be tried without an account, one after the other, and writes the page.
 * With `AGENTS=kimi,codex` only with those, and the page stays as it is. Needs some gigabytes of disk on the first run.
 */
const chosen = process.env.AGENTS?.split(",").filter((id) => id !== "");
const results: Record<string, Result> = {};
for (const id of chosen ?? Object.keys(recipes)) {
	const from = Date.now();
	const errors: string[] = [];
	const keep = (error: unknown): undefined => void errors.push(error instanceof Error ? error.message : String(error));
	const session = await playOffline(id, "session").catch(keep);
	const protocol = await playOffline(id, "protocol").catch(keep);
	const result = { session, protocol, ...(errors.length === 0 ? {} : { error: errors.join("\n") }) };
	results[id] = result;
	const seconds = Math.round((Date.now() - from) / 1000);
	process.stdout.write(`${id}: ${passes(result) ? "passes" : "FAILS"} in ${seconds} s ${JSON.stringify(result)}\n`);
}
if (!chosen) writeFileSync(fileURLToPath(new URL("../../docs/agents.md", import.meta.url)), agentsPage(results));
if (!Object.values(results).every(passes)) process.exitCode = 1;
