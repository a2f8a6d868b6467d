import type { Bench } from "../bench.ts";
import { quantile } from "../rig/quantile.ts";
import { stampedLines, stampsIn } from "../rig/scripts.ts";
import { openSession } from "../rig/session.ts";
import { until } from "../rig/wait.ts";

const lines = 100;
const stampLength = 15;

/** From a script's write to the first bytes that show the line; the other panes are quiet. */
export const lineToScreen: Bench = async () => {
	const session = await openSession();
	try {
		const seen = new Map<number, number>();
		let rest = "";
		session.screen.onText((text) => {
			const now = Date.now();
			// A stamp may lie in two chunks.
			const whole = rest + text;
			rest = text.slice(-stampLength);
			for (const stamp of stampsIn(whole)) if (!seen.has(stamp)) seen.set(stamp, now - stamp);
		});
		for (const name of ["quiet1", "quiet2"]) await session.run(name, "sleep 600");
		await session.run("stamps", stampedLines(100));
		await until(`${lines} lines`, () => seen.size >= lines, { boundMs: 30_000 });
		// The first lines come before the pane has its place.
		const times = [...seen.values()].slice(5);
		return [
			{ name: "line → screen, p50", measured: quantile(times, 0.5), unit: "ms" },
			{ name: "line → screen, p95", measured: quantile(times, 0.95), budget: 50, unit: "ms" },
		];
	} finally {
		await session.close();
	}
};
