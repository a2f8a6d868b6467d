import type { Bench } from "../bench.ts";
import { pssMegabytes } from "../rig/processes.ts";
import { quantile } from "../rig/quantile.ts";
import { stampedLines } from "../rig/scripts.ts";
import { openWithEcho, type Told } from "../rig/told.ts";
import { until } from "../rig/wait.ts";

const noCaps = ["--auto", "--rate", "0", "--burst", "0"];

/** From a script's write to the prompt that an agent process receives, at two lines a second. */
export const lineToAgent: Bench = async () => {
	const lines = 200;
	const session = await openWithEcho(0);
	try {
		await session.run("stamps", stampedLines(500, lines), ...noCaps);
		await until("last line", () => stamps(session.told()).length >= lines, { boundMs: 150_000, everyMs: 500 });
		const delays = session.told().flatMap(({ at, stamps: written }) => written.map((stamp) => at - stamp));
		return [
			{ name: "line → agent process, p50", measured: quantile(delays, 0.5), budget: 80, unit: "ms" },
			{ name: "line → agent process, p95", measured: quantile(delays, 0.95), budget: 120, unit: "ms" },
			{
				name: "line → agent process, lost",
				measured: lines - new Set(stamps(session.told())).size,
				budget: 0,
				unit: "lines",
			},
		];
	} finally {
		await session.close();
	}
};

/** A hundred lines a second for a minute: all of them reach the agent, and the host does not grow. */
export const agentFlood: Bench = async ({ long }) => {
	const seconds = long ? 60 : 20;
	const lines = seconds * 100;
	const session = await openWithEcho(0);
	try {
		await session.run("many", stampedLines(10, lines), ...noCaps);
		const early = await until(
			"the first lines",
			() => stamps(session.told()).length > 500 && pssMegabytes([session.host]),
			{ boundMs: 60_000 },
		);
		const all = (): boolean => stamps(session.told()).length >= lines;
		await until("the last line", all, { boundMs: seconds * 3000, everyMs: 500 }).catch(() => undefined);
		return [
			{
				name: "100 lines/s → agent, not told",
				measured: lines - stamps(session.told()).length,
				budget: 0,
				unit: "lines",
			},
			{
				name: "100 lines/s → agent, host grew",
				measured: pssMegabytes([session.host]) - early,
				budget: 30,
				unit: "MB",
			},
		];
	} finally {
		await session.close();
	}
};

/** An agent whose turns take 5 s, and a line each 0.9 s: every turn carries all that waited. */
export const slowAgent: Bench = async () => {
	const turnMs = 5000;
	const lines = 66;
	const session = await openWithEcho(turnMs);
	try {
		await session.run("slow", stampedLines(900, lines), ...noCaps);
		await until("the last line", () => stamps(session.told()).length >= lines, { boundMs: 120_000, everyMs: 500 });
		const oldest = session.told().flatMap(({ at, stamps: written }) => written.map((stamp) => at - stamp));
		const doubled = stamps(session.told()).length - new Set(stamps(session.told())).size;
		return [
			{
				name: "turns of 5 s, oldest event at its handing over",
				measured: Math.max(...oldest),
				budget: turnMs + 500,
				unit: "ms",
			},
			{ name: "turns of 5 s, lines told twice", measured: doubled, budget: 0, unit: "lines" },
			{ name: "turns of 5 s, turns", measured: session.told().length, unit: "turns" },
		];
	} finally {
		await session.close();
	}
};

function stamps(told: readonly Told[]): number[] {
	return told.flatMap((one) => one.stamps);
}
