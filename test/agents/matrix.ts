import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { agentsPage, type Result } from "./agents-page.ts";
import { playOffline } from "./play-offline.ts";
import { recipes } from "./recipes.ts";

/**
 * Plays the scenario with every agent that can be tried without an account, one after the other, and writes the page.
 * With `AGENTS=kimi,codex` only with those, and the page stays as it is. Needs some gigabytes of disk on the first run.
 */
const chosen = process.env.AGENTS?.split(",").filter((id) => id !== "");
const results: Record<string, Result> = {};
for (const id of chosen ?? Object.keys(recipes)) {
	const from = Date.now();
	results[id] = await playOffline(id).then(
		(outcome): Result => ({ outcome }),
		(error: unknown): Result => ({ error: error instanceof Error ? error.message : String(error) }),
	);
	const seconds = Math.round((Date.now() - from) / 1000);
	process.stdout.write(`${id}: ${seconds} s ${JSON.stringify(results[id])}\n`);
}
if (!chosen) writeFileSync(fileURLToPath(new URL("../../docs/agents.md", import.meta.url)), agentsPage(results));
if (Object.values(results).some(({ outcome }) => !outcome)) process.exitCode = 1;
