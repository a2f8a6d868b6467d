import { existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stampsIn } from "./scripts.ts";
import { type BenchSession, openSession } from "./session.ts";
import { sleep } from "./wait.ts";

/** One prompt as the agent got it, in milliseconds since the epoch. */
export type Told = { readonly at: number; readonly stamps: readonly number[] };

const echo = fileURLToPath(new URL("echo-agent.ts", import.meta.url));

/** A session whose agent answers every prompt after `turnMs`, without any bound on its turns. */
export async function openWithEcho(turnMs: number): Promise<BenchSession & { told(): Told[] }> {
	const log = join(tmpdir(), `mmb-echo-${process.pid}-${Date.now()}.jsonl`);
	const agent = ["--agent-command", `/usr/bin/env ECHO_LOG=${log} ECHO_TURN_MS=${turnMs} ${process.execPath} ${echo}`];
	const session = await openSession(...agent, "--max-turns-in-row", "0", "--max-turns-per-hour", "0");
	// It asks for no tools, so it counts as ready only when the time for that is over.
	while (!(await session.workspace.command("agents", "--json")).includes('"ready"')) await sleep(500);
	const close = async (): Promise<void> => {
		await session.close();
		rmSync(log, { force: true });
	};
	return { ...session, close, told: () => readTold(log) };
}

function readTold(log: string): Told[] {
	if (!existsSync(log)) return [];
	const lines = readFileSync(log, "utf8").split("\n").slice(0, -1);
	return lines.map((line) => {
		const { at, text } = JSON.parse(line) as { at: number; text: string };
		return { at, stamps: stampsIn(text) };
	});
}
