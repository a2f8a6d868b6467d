import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { openTerminalOutput, type TerminalOutput } from "../../../src/tui/screen/terminal-output.ts";
import { openTerminal, type TestTerminal } from "../../terminal/harness/open-terminal.ts";

const stops: (() => unknown)[] = [];
afterEach(async () => {
	for (const stop of stops.splice(0)) await stop();
});

describe("a descriptor that is no terminal", () => {
	function openFile() {
		const folder = mkdtempSync(join(tmpdir(), "output-"));
		const path = join(folder, "out");
		const fd = openSync(path, "w");
		stops.push(() => rmSync(folder, { recursive: true }));
		return { fd, output: openTerminalOutput(fd), content: () => readFileSync(path, "utf8") };
	}

	const writeOf = (output: TerminalOutput, chunk: string) =>
		new Promise<boolean>((resolve) => output.write(chunk, resolve));

	test("gets frames only between begin and end", async () => {
		const { fd, output, content } = openFile();
		stops.push(() => closeSync(fd));
		expect(await writeOf(output, "early")).toBe(false);
		output.begin("begin ");
		expect(await writeOf(output, "frame ")).toBe(true);
		output.end("end");
		expect(await writeOf(output, "late")).toBe(false);
		output.dispose();
		expect(content()).toBe("begin frame end");
	});

	test("takes a large frame as a whole, and one at a time", async () => {
		const { fd, output, content } = openFile();
		stops.push(() => closeSync(fd));
		output.begin("");
		const first = writeOf(output, "日".repeat(300_000));
		expect(await writeOf(output, "second")).toBe(false);
		expect(await first).toBe(true);
		expect(content()).toBe("日".repeat(300_000));
	});

	test("may be gone", async () => {
		// One that cannot be written to answers like one whose other end is gone.
		const fd = openSync(fileURLToPath(import.meta.url), "r");
		stops.push(() => closeSync(fd));
		const output = openTerminalOutput(fd);
		expect(() => output.begin("text")).not.toThrow();
		expect(await writeOf(output, "frame")).toBe(false);
		expect(() => output.end("text")).not.toThrow();
		expect(() => output.dispose()).not.toThrow();
	});
});

describe("a terminal that stopped reading", () => {
	const fixture = fileURLToPath(new URL("fixtures/flooding.ts", import.meta.url));

	async function openStalled(): Promise<TestTerminal> {
		const terminal = openTerminal({ cols: 100, rows: 40, command: process.execPath, args: [fixture] });
		stops.push(() => terminal.close());
		await terminal.waitFor(/^50\d* /m);
		terminal.pause();
		// The program goes on for a while with nobody reading.
		const before = terminal.bytesOut;
		await new Promise((resolve) => setTimeout(resolve, 1500));
		expect(terminal.bytesOut).toBe(before);
		return terminal;
	}

	test("holds nothing up, and shows the newest frame when it reads again", async () => {
		const terminal = await openStalled();
		const seen = Number.parseInt(terminal.row(0), 10);
		terminal.resume();
		await terminal.waitFor((rows) => Number.parseInt(rows[0] ?? "", 10) > seen + 50);
		terminal.key("q");
		expect(await terminal.exited).toEqual({ exitCode: 0, signal: undefined });
		const [, longest, turns] = /longest (\d+) turns (\d+)/.exec(terminal.screen().join("\n")) ?? [];
		expect(Number(longest)).toBeLessThan(1000);
		expect(Number(turns)).toBeGreaterThan(seen + 50);
		expect(terminal.modes.alternateScreen).toBe(false);
		expect(terminal.modes.synchronized).toBe(false);
	});

	for (const signal of ["SIGTERM", "SIGUSR2"] as const) {
		test(`does not keep the program from ending (${signal})`, async () => {
			const terminal = await openStalled();
			process.kill(terminal.pid, signal);
			await expect.poll(() => isRunning(terminal.pid), { timeout: 5000 }).toBe(false);
			terminal.resume();
			await terminal.exited;
		});
	}
});

/** A program that ended but was not waited for yet does not run. */
function isRunning(pid: number): boolean {
	try {
		return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
	} catch {
		return false;
	}
}
