import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Bench } from "../bench.ts";
import { readHistory } from "../rig/history.ts";
import { cpuSeconds, pssMegabytes } from "../rig/processes.ts";
import { stampedLines } from "../rig/scripts.ts";
import { openSession } from "../rig/session.ts";
import { sleep } from "../rig/wait.ts";
import type { Workspace } from "../rig/workspace.ts";

const panes = 4;
/** What the raw logs of the flooding panes may hold together, and their share of the journal and the rings' ends. */
const ringMegabytes = panes * 16;
/** An event closes 50 ms after its line; a flood beside it may add this much. */
const onTimeMs = 250;

/** `yes` without end in four panes, and one monitor that says a line a second beside them. */
export const flood: Bench = async ({ long }) => {
	const seconds = long ? 60 : 20;
	const session = await openSession();
	try {
		await session.run("beat", stampedLines(1000), "--rate", "0", "--burst", "0");
		await sleep(3000);
		const before = pssMegabytes(session.ours, "anonymous");
		for (let pane = 1; pane <= panes; pane++) await session.run(`yes${pane}`, "yes");
		await sleep(5000);
		const early = {
			memory: pssMegabytes(session.ours, "anonymous"),
			cpu: cpuSeconds(session.ours),
			at: performance.now(),
		};
		let most = early.memory;
		for (let second = 5; second < seconds; second++) {
			await sleep(1000);
			most = Math.max(most, pssMegabytes(session.ours, "anonymous"));
		}
		const cpu = ((cpuSeconds(session.ours) - early.cpu) / (performance.now() - early.at)) * 100_000;
		const { events } = await readHistory(session.workspace);
		const delays = events.flatMap(({ at, stamps }) => stamps.map((stamp) => at - stamp));
		return [
			{
				name: `yes in ${panes} panes, ${seconds} s, memory over before`,
				measured: most - before,
				budget: 30,
				unit: "MB",
			},
			{ name: "  growth after its first 5 s", measured: most - early.memory, unit: "MB" },
			{ name: "  disk", measured: diskMegabytes(session.workspace), budget: ringMegabytes + 2, unit: "MB" },
			{ name: "  another monitor's events, latest", measured: Math.max(...delays), budget: onTimeMs, unit: "ms" },
			{
				name: "  another monitor's events, missing",
				measured: missing(delays.length, seconds),
				budget: 0,
				unit: "lines",
			},
			{ name: "  CPU", measured: cpu, unit: "%" },
		];
	} finally {
		await session.close();
	}
};

/** A line or two may be on its way. */
function missing(found: number, seconds: number): number {
	return Math.max(0, seconds - 2 - found);
}

function diskMegabytes({ home }: Workspace): number {
	const state = join(home, ".local", "state");
	const files = readdirSync(state, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	return files.reduce((sum, file) => sum + sizeOf(join(file.parentPath, file.name)), 0) / 2 ** 20;
}

/** A ring's segment may go while it is looked at. */
function sizeOf(path: string): number {
	return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
