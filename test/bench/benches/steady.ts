import type { Bench, Row } from "../bench.ts";
import { cpuSeconds, pssMegabytes } from "../rig/processes.ts";
import { steadyLines } from "../rig/scripts.ts";
import { type BenchSession, openSession } from "../rig/session.ts";
import { sleep } from "../rig/wait.ts";

const monitors = 10;
const settleMs = 3000;
const windowMs = 10_000;

/** Ten monitors of a line a second: what everything of ours uses together. */
export const tenQuiet: Bench = () =>
	withTen(steadyLines(1), async (session) => [
		{ name: "10 monitors × 1 line/s, CPU", measured: (await measure(session)).cpu, budget: 1, unit: "%" },
	]);

/** Ten monitors of a hundred lines a second, and what that sends to the terminal. */
export const tenBusy: Bench = () =>
	withTen(steadyLines(100), async (session) => {
		const { cpu, kilobytes } = await measure(session);
		return [
			{ name: "10 monitors × 100 lines/s, CPU", measured: cpu, budget: 12, unit: "%" },
			{ name: "10 monitors × 100 lines/s, to the terminal", measured: kilobytes, budget: 300, unit: "kB/s" },
		];
	});

/** Ten monitors that say nothing any more: the memory of host and client together. */
export const idleMemory: Bench = () =>
	withTen("for i in {1..200}; do echo line $i of 200; done; sleep 600", async ({ ours, host, screen }) => [
		{ name: "memory (PSS), 10 monitors, idle", measured: pssMegabytes(ours), budget: 120, unit: "MB" },
		{ name: "  of it the host", measured: pssMegabytes([host]), unit: "MB" },
		{ name: "  of it the client", measured: pssMegabytes([screen.pid]), unit: "MB" },
	]);

async function withTen(script: string, use: (session: BenchSession) => Promise<Row[]>): Promise<Row[]> {
	const session = await openSession();
	try {
		for (let n = 1; n <= monitors; n++) await session.run(`monitor${n}`, script);
		await sleep(settleMs);
		return await use(session);
	} finally {
		await session.close();
	}
}

async function measure({ ours, screen }: BenchSession): Promise<{ cpu: number; kilobytes: number }> {
	const before = { cpu: cpuSeconds(ours), bytes: screen.bytes, at: performance.now() };
	await sleep(windowMs);
	const seconds = (performance.now() - before.at) / 1000;
	return {
		cpu: ((cpuSeconds(ours) - before.cpu) / seconds) * 100,
		kilobytes: (screen.bytes - before.bytes) / seconds / 1000,
	};
}
