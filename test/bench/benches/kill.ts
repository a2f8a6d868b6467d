import type { Bench } from "../bench.ts";
import { isAlive, scriptProcesses } from "../rig/processes.ts";
import { quantile } from "../rig/quantile.ts";
import { type BenchSession, openSession } from "../rig/session.ts";
import { sleep, until } from "../rig/wait.ts";

const rounds = 20;
const budget = 100;
/** One process below the script, one that left its session, one that left its parent too, and all ignore TERM. */
const stubborn = "trap '' TERM; setsid sleep 600 & (setsid sleep 600 &) ; sleep 600; true";

/** From the key X to the end of the last process of a script that does not want to end. */
export const killMonitor: Bench = async () => {
	const session = await openSession();
	try {
		const times: number[] = [];
		for (let round = 0; round < rounds; round++) times.push(await killOnce(session));
		return [{ name: "X → no process left, p95", measured: quantile(times, 0.95), budget, unit: "ms" }];
	} finally {
		await session.close();
	}
};

/** From SIGKILL to the host to the end of the last process of its scripts. */
export const killHost: Bench = async () => {
	const times: number[] = [];
	for (let round = 0; round < rounds; round++) {
		const session = await openSession();
		try {
			await session.run("stubborn", stubborn);
			const victims = await processesOf(session);
			const began = performance.now();
			process.kill(session.host, "SIGKILL");
			times.push((await allGone(victims)) - began);
		} finally {
			await session.close();
		}
	}
	return [{ name: "SIGKILL to the host → no process left, p95", measured: quantile(times, 0.95), budget, unit: "ms" }];
};

async function killOnce(session: BenchSession): Promise<number> {
	// Muted, since X asks while events are held, and the end of the last run is an event.
	await session.run("stubborn", stubborn, "--mute");
	const victims = await processesOf(session);
	// Alt+1 goes to the pane from everywhere.
	session.screen.write("\u001b1");
	await sleep(60);
	const began = performance.now();
	session.screen.write("X");
	return (await allGone(victims)) - began;
}

/** bwrap, its init, and the script with its three sleepers. */
const processCount = 6;

async function processesOf({ host }: BenchSession): Promise<number[]> {
	return until("the script's processes", () => {
		const pids = scriptProcesses(host);
		return pids.length >= processCount && pids;
	});
}

function allGone(pids: readonly number[]): Promise<number> {
	return until("end of every process", () => pids.every((pid) => !isAlive(pid)) && performance.now(), { everyMs: 1 });
}
