import type { Bench } from "../bench.ts";
import { cpuSeconds, scriptProcesses } from "../rig/processes.ts";
import { openSession } from "../rig/session.ts";
import { sleep, until } from "../rig/wait.ts";

const lines = 2_000_000;

/** Two million lines in one pane, from the start of the script to its end. */
export const twoMillion: Bench = async () => {
	const session = await openSession();
	try {
		await sleep(1000);
		const before = { cpu: cpuSeconds(session.ours), at: performance.now() };
		await session.run("lines", `seq ${lines}`);
		const ended = () => scriptProcesses(session.host).length === 0;
		await until("end of the script", ended, { boundMs: 60_000, everyMs: 20 });
		const wall = (performance.now() - before.at) / 1000;
		await sleep(500);
		const cpu = cpuSeconds(session.ours) - before.cpu;
		return [
			{ name: "2,000,000 lines in one pane, CPU", measured: cpu, budget: 2, unit: "s" },
			{ name: "2,000,000 lines in one pane, wall", measured: wall, unit: "s" },
		];
	} finally {
		await session.close();
	}
};
