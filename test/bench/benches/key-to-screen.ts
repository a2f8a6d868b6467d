import type { Bench } from "../bench.ts";
import { quantile } from "../rig/quantile.ts";
import { type BenchSession, openSession } from "../rig/session.ts";
import { sleep } from "../rig/wait.ts";

const keys = 200;
const panes = 4;
/** Letters before the composer is emptied, so that it stays one row. */
const rowLength = 25;

/** A letter is typed into the composer while every pane floods: from the write to its echo on the outer terminal. */
export const keyToScreen: Bench = async () => {
	const session = await openSession();
	try {
		for (let pane = 0; pane < panes; pane++) await session.run(`flood${pane}`, "yes 0123456789 0123456789 0123456789");
		await sleep(2000);
		const times = await typeLetters(session);
		return [
			{ name: `key → screen, ${panes} panes flood, p50`, measured: quantile(times, 0.5), budget: 10, unit: "ms" },
			{ name: `key → screen, ${panes} panes flood, p95`, measured: quantile(times, 0.95), budget: 30, unit: "ms" },
		];
	} finally {
		await session.close();
	}
};

async function typeLetters({ screen }: BenchSession): Promise<number[]> {
	const times: number[] = [];
	let typed = "";
	for (let key = 0; key < keys; key++) {
		typed += "abcdefghij"[key % 10];
		const shown = typed;
		const echo = screen.waitFor(`"${shown}"`, (text) => text.includes(shown), 5000);
		const began = performance.now();
		screen.write(typed.slice(-1));
		times.push((await echo) - began);
		// Not in step with frames or with once-a-second work.
		await sleep(13 + ((key * 7) % 31));
		if (typed.length < rowLength) continue;
		screen.write("\u0015");
		typed = "";
		await sleep(60);
	}
	return times;
}
