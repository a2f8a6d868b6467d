import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import type { Bench, Row } from "./bench.ts";
import { firstPaint } from "./benches/first-paint.ts";
import { flood } from "./benches/flood.ts";
import { keyToScreen } from "./benches/key-to-screen.ts";
import { killHost, killMonitor } from "./benches/kill.ts";
import { agentFlood, lineToAgent, slowAgent } from "./benches/line-to-agent.ts";
import { lineToPrompt } from "./benches/line-to-prompt.ts";
import { lineToScreen } from "./benches/line-to-screen.ts";
import { idleMemory, tenBusy, tenQuiet } from "./benches/steady.ts";
import { twoMillion } from "./benches/two-million.ts";
import { printTable } from "./print-table.ts";

const benches: Readonly<Record<string, Bench>> = {
	"first-paint": firstPaint,
	key: keyToScreen,
	line: lineToScreen,
	prompt: lineToPrompt,
	agent: lineToAgent,
	"agent-flood": agentFlood,
	"slow-agent": slowAgent,
	"ten-quiet": tenQuiet,
	"ten-busy": tenBusy,
	"two-million": twoMillion,
	flood,
	memory: idleMemory,
	kill: killMonitor,
	"kill-host": killHost,
};

/** `npm run bench [NAME…] [-- --long]`: measures the built program and prints one table. Exit code 1: over a budget. */
async function main(): Promise<number> {
	const { values, positionals } = parseArgs({ options: { long: { type: "boolean" } }, allowPositionals: true });
	const unknown = positionals.filter((name) => benches[name] === undefined);
	if (unknown.length > 0) {
		console.error(`no bench is called ${unknown.join(", ")}; there are: ${Object.keys(benches).join(", ")}`);
		return 2;
	}
	const rows: Row[] = [];
	const loads: number[] = [];
	for (const [name, bench] of Object.entries(benches)) {
		if (positionals.length > 0 && !positionals.includes(name)) continue;
		console.error(`${name} …`);
		rows.push(...(await measured(name, bench, values.long ?? false)));
		loads.push(loadavg()[0] ?? 0);
	}
	printTable(rows, loads);
	return rows.some(({ measured, budget }) => budget !== undefined && !(measured <= budget)) ? 1 : 0;
}

/** A bench that fails is a row that is over its budget; the others go on. */
async function measured(name: string, bench: Bench, long: boolean): Promise<Row[]> {
	try {
		return await bench({ long });
	} catch (error) {
		console.error(error);
		return [{ name: `${name} failed`, measured: Number.NaN, budget: 0, unit: "" }];
	}
}

process.exitCode = await main();
