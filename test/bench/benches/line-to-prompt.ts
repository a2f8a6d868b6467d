import type { Bench } from "../bench.ts";
import { type History, readHistory } from "../rig/history.ts";
import { scriptProcesses } from "../rig/processes.ts";
import { quantile } from "../rig/quantile.ts";
import { stampedLines } from "../rig/scripts.ts";
import { openSession } from "../rig/session.ts";
import { until } from "../rig/wait.ts";

const lines = 100;
const everyMs = 500;

/** From a script's write to the beginning of the turn that hands the line to the idle agent. */
export const lineToPrompt: Bench = async () => {
	const session = await openSession("--max-turns-in-row", "0", "--max-turns-per-hour", "0");
	try {
		await session.run("stamps", stampedLines(everyMs, lines), "--auto", "--rate", "0", "--burst", "0");
		const ended = () => scriptProcesses(session.host).length === 0;
		await until("end of the script", ended, { boundMs: lines * everyMs + 20_000, everyMs: 500 });
		const times = promptDelays(await readHistory(session.workspace));
		return [
			{ name: "line → agent's prompt, p50", measured: quantile(times, 0.5), budget: 80, unit: "ms" },
			{ name: "line → agent's prompt, p95", measured: quantile(times, 0.95), budget: 120, unit: "ms" },
			{
				name: "line → agent's prompt, lines that never came",
				measured: lines - times.length,
				budget: 0,
				unit: "lines",
			},
		];
	} finally {
		await session.close();
	}
};

function promptDelays({ events, handed }: History): number[] {
	return events.flatMap(({ id, stamps }) => {
		const at = handed.get(id);
		return at === undefined ? [] : stamps.map((stamp) => at - stamp);
	});
}
