import { randomBytes } from "node:crypto";
import { describe, expect, onTestFinished, test } from "vitest";
import { FlowBudget } from "../../../src/host/pty/flow-budget.ts";
import { type Launch, type MonitorRun, type RunEnd, runMonitor } from "../../../src/host/pty/monitor-run.ts";
import { createPipeline } from "../../../src/host/pty/pipeline.ts";
import { VtScreen } from "../../../src/host/pty/vt-screen.ts";
import { capsSchema } from "../../../src/model/monitor.ts";
import { openly, until, unwrap } from "../scene.ts";
import { bash, Run } from "./run.ts";

describe("the end of a run", () => {
	const ends: [name: string, script: string, end: Omit<RunEnd, "appeared">][] = [
		["a good one", "exit 0", { exitCode: 0 }],
		["a code", "exit 42", { exitCode: 42 }],
		["a signal", "kill -TERM $$", { exitCode: 0, signal: 15 }],
		["a crash", "kill -SEGV $$", { exitCode: 0, signal: 11 }],
	];
	for (const [name, script, end] of ends) {
		test(`${name} is told once, and everything is given back`, async () => {
			const run = bash(script);
			expect(await run.end()).toEqual({ ...end, appeared: [`left by run ${run.run.pid}`] });
			expect(run.cleanups).toBe(1);
			run.run.input(Buffer.from("late"));
			run.run.resize(100, 30);
			expect(run.ends).toHaveLength(1);
		});
	}

	test("what cannot be run at all ends with a code too", async () => {
		expect((await new Run(["/no/such/program"]).end()).exitCode).toBe(127);
	});

	test("comes after the last line and the last event, also right after a burst of 64 kB, twenty times", async () => {
		for (let round = 0; round < 20; round += 1) {
			const run = bash(`head -c 65536 /dev/zero | tr '\\0' 'x' | fold -w 63; echo; echo "last ${round}"`, {
				caps: { burst: 0 },
			});
			await run.end();
			const lines = run.text().split("\r\n");
			expect(lines.at(-2)).toBe(`last ${round}`);
			expect(run.text().replaceAll(/[^x]/g, "")).toHaveLength(65_536);
			expect(run.lines).toBe(lines.filter((line) => line !== "").length);
		}
	});

	test("keeps the last words that had no newline, as a partial event", async () => {
		const run = bash("printf 'one\\ntwo'");
		await run.end();
		expect(run.outputs).toMatchObject([{ type: "pass", draft: { text: "one\ntwo", lines: 2, partial: true } }]);
	});

	test("loses nothing of a flow that was paused when it came", async () => {
		const budget = new FlowBudget();
		const flood = bash("head -c 3000000 /dev/zero | tr '\\0' 'y'", { budget });
		const run = bash("for i in 1 2 3 4 5 6 7 8; do head -c 60000 /dev/zero | tr '\\0' 'x'; done; echo end", { budget });
		await run.end();
		expect(run.text().replaceAll(/[^x]/g, "")).toHaveLength(480_000);
		expect(run.text().endsWith("end\r\n")).toBe(true);
		await flood.end();
		expect(flood.text()).toHaveLength(3_000_000);
	});
});

describe("a script finds", () => {
	test("terminals on its streams, of one size", async () => {
		const run = bash("test -t 0 && test -t 1 && test -t 2 && stty size && stty size <&2");
		expect(await run.end()).toMatchObject({ exitCode: 0 });
		expect(run.text()).toBe("24 80\r\n24 80\r\n");
	});

	test("its errors kept apart, and complete", async () => {
		const run = bash("for i in $(seq 500); do echo out $i; echo err $i >&2; done");
		await run.end();
		const numbered = (word: string): string => Array.from({ length: 500 }, (_, n) => `${word} ${n + 1}\r\n`).join("");
		expect(run.text("stdout")).toBe(numbered("out"));
		expect(run.text("stderr")).toBe(numbered("err"));
	});

	test("what a person types", async () => {
		const run = bash('read -r line; echo "heard $line"');
		run.run.input(Buffer.from("hällo\r"));
		await run.end();
		expect(run.text()).toContain("heard hällo\r\n");
	});

	test("control keys as signals", async () => {
		const run = bash("trap 'echo stopped; exit 3' INT; echo ready; while :; do read -r; done");
		await run.says("ready");
		run.run.input(Buffer.from("\u0003"));
		expect(await run.end()).toMatchObject({ exitCode: 3 });
	});

	test("its new size, with a signal", async () => {
		const run = bash("trap 'stty size; stty size <&2; exit' WINCH; echo ready; while :; do read -rt 1; done");
		await run.says("ready");
		run.run.resize(100, 40);
		await run.end();
		expect(run.text()).toContain("40 100\r\n40 100\r\n");
		expect(run.screen.size).toEqual({ cols: 100, rows: 40 });
	});

	test("an answer when it asks its terminal", async () => {
		const run = bash(
			"stty raw -echo; printf '\\033[6n'; IFS= read -rd R answer; stty sane; printf '%q\\n' \"$answer\"",
		);
		await run.end();
		expect(run.text()).toContain("E[1;1'");
	});
});

describe("whatever a script does", () => {
	test("closing its streams does not lose what it said before", async () => {
		const run = bash("echo before; echo oops >&2; exec 0<&- 1>&- 2>&-; sleep 0.1; exit 5");
		await run.end();
		expect(run.text()).toBe("before\r\n");
		expect(run.text("stderr")).toBe("oops\r\n");
		expect(run.ends).toHaveLength(1);
	});

	test("a child that keeps the terminals does not keep the run from ending", async () => {
		const run = bash("sleep 300 & disown; echo $!; exit 0");
		await run.end();
		const child = Number(run.text().trim());
		expect(child).toBeGreaterThan(1);
		try {
			process.kill(child, "SIGKILL");
		} catch {
			// It went with its terminal.
		}
	});

	test("bytes that are no text arrive as they are, but for what a terminal does to line ends", async () => {
		const bytes = Buffer.concat([Buffer.from("\r\n\n\r\r\n"), randomBytes(4096)]).toString("latin1");
		const run = new Run([process.execPath, "-e", `process.stdout.write(${JSON.stringify(bytes)}, "latin1")`]);
		await run.end();
		const got = Buffer.concat(run.bytes.stdout).toString("latin1");
		expect(got).toBe(bytes.replaceAll("\n", "\r\n"));
	});

	test("a line of 20 MB becomes one cut line, and memory stays bounded", async () => {
		const before = process.memoryUsage.rss();
		const counted = { bytes: 0, rss: 0 };
		const run = bash("head -c 20000000 /dev/zero | tr '\\0' 'z'; echo");
		run.bytes.stdout.push = (chunk: Buffer): number => {
			counted.rss = Math.max(counted.rss, process.memoryUsage.rss());
			counted.bytes += chunk.length;
			return 0;
		};
		await run.end();
		expect(counted.bytes).toBe(20_000_002);
		expect(counted.rss - before).toBeLessThan(100_000_000);
		const cut = { lines: 0, bytes: 19_998_000 };
		expect(run.outputs).toMatchObject([{ type: "pass", draft: { lines: 1, cut, partial: false } }]);
	});
});

describe("time", () => {
	test("an event goes out without a further byte", async () => {
		const run = bash("echo one; read -r");
		await until("the event", () => run.outputs.length > 0);
		expect(run.outputs).toMatchObject([{ type: "pass", draft: { text: "one" } }]);
		run.run.input(Buffer.from("\r"));
		await run.end();
	});

	test("silence is told", async () => {
		const run = bash("read -r", { caps: { silenceMs: 20 } });
		await until("the silence", () => run.outputs.length > 0);
		expect(run.outputs).toMatchObject([{ type: "pass", draft: { kind: "silence" } }]);
		run.run.input(Buffer.from("\r"));
		await run.end();
	});

	test("a silence longer than a timer can wait does not keep the host busy", async () => {
		const asked: number[] = [];
		const real = globalThis.setTimeout;
		const noting = (act: () => void, ms = 0): NodeJS.Timeout => {
			asked.push(ms);
			return real(act, ms);
		};
		onTestFinished(() => void Object.assign(globalThis, { setTimeout: real }));
		Object.assign(globalThis, { setTimeout: noting });
		const run = bash("echo x; read -r", { caps: { silenceMs: 90 * 86_400_000 } });
		await until("the event", () => run.outputs.length > 0);
		expect(Math.max(...asked)).toBeLessThanOrEqual(2 ** 31 - 1);
		run.run.input(Buffer.from("\r"));
		await run.end();
	});
});

describe("a launch that fails", () => {
	function launching(launch: (path: string) => Launch): () => MonitorRun {
		const pipeline = unwrap(createPipeline({ events: "stdout", caps: capsSchema.parse({}) }, 0));
		const screen = new VtScreen({
			cols: 80,
			rows: 24,
			scrollback: 100,
			onChange: () => undefined,
			onReply: () => undefined,
		});
		const nothing = (): void => undefined;
		const rest = { onBytes: nothing, onOutputs: nothing, onInputRefused: nothing, onEnd: nothing };
		return () => runMonitor({ launch, screen, pipeline, budget: new FlowBudget(), now: Date.now, ...rest });
	}

	test("throws what it failed with", () => {
		expect(
			launching(() => {
				throw new Error("no sandbox");
			}),
		).toThrow("no sandbox");
	});

	test("cleans up when the terminal could not be spawned", () => {
		let cleanups = 0;
		const cleanup = (): void => {
			cleanups += 1;
		};
		const broken = { ...openly(["true"], "/dev/null"), file: 7 as unknown as string, cleanup };
		expect(launching(() => broken)).toThrow();
		expect(cleanups).toBe(1);
	});
});
