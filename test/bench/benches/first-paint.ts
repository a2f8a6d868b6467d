import type { Bench } from "../bench.ts";
import { isAlive } from "../rig/processes.ts";
import { type Program, startProgram } from "../rig/program.ts";
import { quantile } from "../rig/quantile.ts";
import { hostOf } from "../rig/session.ts";
import { until } from "../rig/wait.ts";
import { makeWorkspace, type Workspace } from "../rig/workspace.ts";

const rounds = 10;
const budget = 0.25;

type Times = { readonly topLine: number; readonly whole: number };

/** From the spawn to the first frame with the top line, of a new session and of one that runs; the compile cache is warm. */
export const firstPaint: Bench = async () => {
	const workspace = makeWorkspace();
	const fresh: Times[] = [];
	const attached: Times[] = [];
	try {
		for (let round = 0; round <= rounds; round++) {
			const first = await open(workspace);
			const second = await open(workspace);
			if (round > 0) {
				fresh.push(first.times);
				attached.push(second.times);
			}
			await end(workspace, [first.screen, second.screen]);
		}
	} finally {
		workspace.remove();
	}
	const median = (times: readonly Times[], what: keyof Times) =>
		quantile(
			times.map((one) => one[what]),
			0.5,
		) / 1000;
	return [
		{ name: "first paint, new session", measured: median(fresh, "topLine"), budget, unit: "s" },
		{ name: "first paint, attach", measured: median(attached, "topLine"), budget, unit: "s" },
		{ name: "whole screen, new session", measured: median(fresh, "whole"), unit: "s" },
		{ name: "whole screen, attach", measured: median(attached, "whole"), unit: "s" },
	];
};

async function open(workspace: Workspace): Promise<{ screen: Program; times: Times }> {
	const began = performance.now();
	const screen = startProgram(workspace);
	const whole = screen.waitFor("conversation", (text) => text.includes("runs 0") && text.includes(" >  "));
	const topLine = await screen.waitFor("top line", (text) => text.includes("monmux") && text.includes("/project"));
	return { screen, times: { topLine: topLine - began, whole: (await whole) - began } };
}

async function end(workspace: Workspace, screens: readonly Program[]): Promise<void> {
	const host = hostOf(workspace);
	await workspace.command("stop");
	for (const screen of screens) screen.kill();
	await Promise.all(screens.map((screen) => screen.exited));
	await until("end of the host", () => host === undefined || !isAlive(host));
}
