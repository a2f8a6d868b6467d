import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { createTerminalGuard } from "../../../src/tui/screen/terminal-guard.ts";
import { openTerminal, type TestTerminal } from "../../terminal/harness/open-terminal.ts";

const fixture = fileURLToPath(new URL("fixtures/guarded.ts", import.meta.url));
const restored = {
	alternateScreen: false,
	bracketedPaste: false,
	cursorVisible: true,
	mouse: false,
	autowrap: true,
	focusReports: false,
	synchronized: false,
};

const opened: TestTerminal[] = [];
afterEach(async () => {
	await Promise.all(opened.splice(0).map((terminal) => terminal.close()));
});

function openFixture(...args: string[]): TestTerminal {
	const terminal = openTerminal({ cols: 60, rows: 12, command: process.execPath, args: [fixture, ...args] });
	opened.push(terminal);
	return terminal;
}

/** A shell with job control, which says what mode the terminal is in. */
async function openShell(): Promise<TestTerminal> {
	const terminal = openTerminal({
		cols: 80,
		rows: 20,
		command: "bash",
		args: ["--norc", "--noprofile", "-i"],
		env: { PS1: "shell> " },
	});
	opened.push(terminal);
	await terminal.waitFor("shell>");
	return terminal;
}

describe("the terminal while it is ours", () => {
	test("is on its alternate screen, raw, without wrapping, with marked pastes, mouse and no cursor", async () => {
		const terminal = openFixture();
		await terminal.waitFor("  READY");
		expect(terminal.modes).toEqual({
			alternateScreen: true,
			bracketedPaste: true,
			cursorVisible: false,
			mouse: true,
			autowrap: false,
			focusReports: false,
			synchronized: false,
		});
		terminal.key("Ctrl+c");
		await terminal.waitFor("KEY ctrl c");
		terminal.paste("two\nlines");
		await terminal.waitFor("KEY paste two lines");
		terminal.click(4, 1);
		await terminal.waitFor("KEY click");
		terminal.key("Escape");
		await terminal.waitFor("KEY escape");
	});

	test("leaves the mouse to the terminal when told so", async () => {
		const terminal = openFixture("nomouse");
		await terminal.waitFor("READY");
		expect(terminal.modes.mouse).toBe(false);
	});
});

describe("the terminal is given back", () => {
	const signals = [
		["SIGTERM", 15],
		["SIGHUP", 1],
		["SIGINT", 2],
		["SIGQUIT", 3],
	] as const;
	for (const kind of ["plain", "inks"]) {
		for (const [name, signal] of signals) {
			test(`on ${name}, which ends the program as it would have (${kind})`, async () => {
				const terminal = openFixture(kind);
				await terminal.waitFor("READY");
				process.kill(terminal.pid, name);
				expect((await terminal.exited).signal).toBe(signal);
				expect(terminal.modes).toEqual(restored);
			});
		}
	}

	const keys: readonly [string, string, number, RegExp][] = [
		["a normal end", "q", 0, /^left$/m],
		["process.exit", "e", 7, /^$/m],
		["an exception", "t", 1, /^internal error: thrown$/m],
		["a rejection nobody handles", "r", 1, /^internal error: rejected$/m],
	];
	for (const [name, key, exitCode, printed] of keys) {
		test(`on ${name}`, async () => {
			const terminal = openFixture();
			await terminal.waitFor("READY");
			terminal.key(key);
			expect(await terminal.exited).toEqual({ exitCode, signal: undefined });
			expect(terminal.modes).toEqual(restored);
			const screen = terminal.screen().join("\n");
			expect(screen).toMatch(printed);
			expect(screen).not.toMatch(/READY|guarded\.ts/);
		});
	}

	test("and the shell's line mode with it", async () => {
		const terminal = await openShell();
		terminal.type(`stty -a | tr ' ' '\\n' | grep -E '^-?(icanon|echo|isig)' | tr -d ';' | paste -sd,\r`);
		await terminal.waitFor(/^icanon|isig/m);
		terminal.type(`clear; ${process.execPath} ${fixture}\r`);
		await terminal.waitFor("READY");
		terminal.key("t");
		await terminal.waitFor("internal error: thrown");
		terminal.type(`stty -a | tr ' ;' '\\n\\n' | grep -xE -e '-?(icanon|echo|isig)' | sort | paste -sd,\r`);
		await terminal.waitFor("echo,icanon,isig");
	});
});

describe("Ctrl+Z and fg", () => {
	test("give the terminal to the shell and take it again, as often as wanted", async () => {
		const terminal = await openShell();
		terminal.type(`${process.execPath} ${fixture}\r`);
		await terminal.waitFor("READY");
		for (const turn of [1, 2]) {
			terminal.key("z");
			await terminal.waitFor(/Stopped/);
			expect(terminal.modes).toEqual({ ...restored, bracketedPaste: terminal.modes.bracketedPaste });
			terminal.type(`clear; echo turn$((${turn} + 10))\r`);
			await terminal.waitFor(`turn${turn + 10}`);
			terminal.type("fg\r");
			await terminal.waitFor("RESUMED");
			expect(terminal.modes.alternateScreen).toBe(true);
			expect(terminal.modes.bracketedPaste).toBe(true);
			terminal.key("k");
			await terminal.waitFor("KEY k");
		}
		terminal.key("q");
		await terminal.waitFor("left");
		expect(terminal.modes.alternateScreen).toBe(false);
	});

	test("stop a whole job whose leader is another program", async () => {
		const terminal = await openShell();
		terminal.type(`sh -c '${process.execPath} ${fixture}; echo ended'\r`);
		await terminal.waitFor("READY");
		terminal.key("z");
		await terminal.waitFor(/Stopped/);
		terminal.type("fg\r");
		await terminal.waitFor("RESUMED");
		terminal.key("q");
		await terminal.waitFor("ended");
	});

	test("keep the terminal on bg, until fg", async () => {
		const terminal = await openShell();
		terminal.type(`${process.execPath} ${fixture}\r`);
		await terminal.waitFor("READY");
		terminal.key("z");
		await terminal.waitFor(/Stopped/);
		terminal.type("clear; bg\r");
		await terminal.waitFor(/\[1\]\+ [^&]*&/);
		terminal.type("echo still$((40 + 2))\r");
		await terminal.waitFor("still42");
		expect(terminal.modes.alternateScreen).toBe(false);
		terminal.type("fg\r");
		await terminal.waitFor("RESUMED");
	});

	test("go on when nobody could wake the program", async () => {
		const terminal = openFixture();
		await terminal.waitFor("READY");
		terminal.key("z");
		await terminal.waitFor("RESUMED");
		expect(terminal.modes.alternateScreen).toBe(true);
	});

	test("repair the terminal after a stop from outside", async () => {
		const terminal = await openShell();
		terminal.type(`${process.execPath} ${fixture}\r`);
		await terminal.waitFor(/READY \d+/);
		const [, pid] = /READY (\d+)/.exec(terminal.row(1)) ?? [];
		process.kill(Number(pid), "SIGSTOP");
		await terminal.waitFor(/Stopped/);
		terminal.type("fg\r");
		await terminal.waitFor((rows) => rows[1] === "  RESUMED" && rows.join("").trim() === "RESUMED");
		terminal.key("Ctrl+c");
		await terminal.waitFor("KEY ctrl c");
	});
});

describe("the guard alone", () => {
	function open() {
		const log: string[] = [];
		const output = { begin: () => log.push("begin"), end: () => log.push("end") };
		const stdin = { isTTY: true, setRawMode: (on: boolean) => log.push(on ? "raw" : "cooked") };
		return { log, guard: createTerminalGuard(output, stdin) };
	}

	test("does each thing once, and watches the process only meanwhile", () => {
		const { log, guard } = open();
		const watched = () => process.listenerCount("SIGTERM") + process.listenerCount("uncaughtException");
		const before = watched();
		guard.leave();
		guard.enter();
		guard.enter();
		expect(watched()).toBe(before + 2);
		guard.leave();
		guard.leave();
		guard.suspend();
		expect(log).toEqual(["raw", "begin", "end", "cooked"]);
		expect(watched()).toBe(before);
	});

	test("bears an input that is no terminal, or is gone", () => {
		const output = { begin: () => {}, end: () => {} };
		const gone = createTerminalGuard(output, {
			isTTY: true,
			setRawMode: () => {
				throw new Error("EIO");
			},
		});
		const piped = createTerminalGuard(output, {});
		for (const guard of [gone, piped]) {
			guard.enter();
			expect(() => guard.leave()).not.toThrow();
		}
	});
});
