import { afterEach, describe, expect, test } from "vitest";
import { keyBytes } from "./key-bytes.ts";
import { openTerminal, type TerminalOptions, type TestTerminal } from "./open-terminal.ts";

const opened: TestTerminal[] = [];
afterEach(async () => {
	await Promise.all(opened.splice(0).map((terminal) => terminal.close()));
});

function openShell(script: string, options: Partial<TerminalOptions> = {}): TestTerminal {
	const terminal = openTerminal({ cols: 40, rows: 6, command: "sh", args: ["-c", script], ...options });
	opened.push(terminal);
	return terminal;
}

describe("what a test sees", () => {
	test("rows, cells and colours", async () => {
		const terminal = openShell("printf '\\033[1;31mred\\033[0m 日 \\033[7;48;2;1;2;3mrgb\\033[0m'; read x");
		await terminal.waitFor("red 日 rgb");
		expect(terminal.row(0)).toBe("red 日 rgb");
		expect(terminal.screen()).toEqual(["red 日 rgb", "", "", "", "", ""]);
		expect(terminal.cell(0, 0)).toMatchObject({ text: "r", width: 1, bold: true, foreground: 1, inverse: false });
		expect(terminal.cell(4, 0)).toMatchObject({ text: "日", width: 2, bold: false, foreground: undefined });
		expect(terminal.cell(7, 0)).toMatchObject({ text: "r", inverse: true, background: "#010203" });
		expect(() => terminal.cell(40, 0)).toThrow("no cell 40, 0");
		expect(terminal.bytesOut).toBeGreaterThan(20);
	});

	test("the modes that a program sets", async () => {
		const terminal = openShell(
			"printf '\\033[?1049h\\033[?2004h\\033[?25l\\033[?7l\\033[?1000hset'; read x; printf '\\033[?1049l\\033[?2004l\\033[?25h\\033[?7h\\033[?1000l'",
		);
		await terminal.waitFor("set");
		const set = terminal.modes;
		expect([set.alternateScreen, set.bracketedPaste, set.cursorVisible, set.autowrap, set.mouse]).toEqual([
			true,
			true,
			false,
			false,
			true,
		]);
		terminal.key("Enter");
		await terminal.exited;
		const left = terminal.modes;
		expect([left.alternateScreen, left.bracketedPaste, left.cursorVisible, left.autowrap, left.mouse]).toEqual([
			false,
			false,
			true,
			true,
			false,
		]);
	});

	test("the end of the program, and its last words", async () => {
		const coded = openShell("echo last; exit 3");
		expect(await coded.exited).toEqual({ exitCode: 3, signal: undefined });
		expect(coded.row(0)).toBe("last");
		const killed = openShell("echo up; read x");
		await killed.waitFor("up");
		process.kill(killed.pid, "SIGTERM");
		expect((await killed.exited).signal).toBe(15);
	});
});

describe("what a program sees", () => {
	test("a clean environment, its directory, and the size as it changes", async () => {
		const terminal = openShell(
			`env | cut -d= -f1 | sort | paste -sd' '; pwd; trap 'stty size; exit' WINCH; while :; do sleep 0.05; done`,
			{
				cwd: "/usr",
				env: { EXTRA: "1" },
			},
		);
		await terminal.waitFor("/usr");
		expect(terminal.row(0)).toMatch(/COLORTERM EXTRA HOME LANG/);
		expect(terminal.screen().join(" ")).not.toContain("VITEST");
		terminal.resize(70, 9);
		await terminal.waitFor("9 70");
	});

	test("keys, text and answers to its questions", async () => {
		const terminal = openShell("stty raw -echo; echo ready; dd bs=1 count=9 2>/dev/null | od -An -c", { cols: 80 });
		await terminal.waitFor("ready");
		terminal.type("ab");
		terminal.key("Up");
		terminal.key("Ctrl+g");
		terminal.key("Alt+1");
		terminal.key("Enter");
		await terminal.waitFor(/a +b +033 +\[ +A +\\a +033 +1 +\\r/);
		const asking = openShell("stty raw -echo; printf 'x\\033[6n'; dd bs=1 count=6 2>/dev/null | od -An -c");
		await asking.waitFor(/033 +\[ +1 +; +2 +R/);
	});

	test("pastes with marks only when it asked for them", async () => {
		const plain = openShell("stty raw -echo; echo ready; dd bs=1 count=2 2>/dev/null | od -An -c");
		await plain.waitFor("ready");
		plain.paste("hi");
		await plain.waitFor(/h +i/);
		const marked = openShell("stty raw -echo; printf '\\033[?2004hready'; dd bs=1 count=14 2>/dev/null | od -An -c");
		await marked.waitFor("ready");
		marked.paste("hi");
		await marked.waitFor(/2 +0 +0 +~ +h +i/);
	});
});

describe("waiting", () => {
	test("fails with the screen when time is up", async () => {
		const terminal = openShell("echo something else; read x");
		await terminal.waitFor("something");
		const message = /did not show "wanted" within 100 ms:\n {2}\|something else/;
		await expect(terminal.waitFor("wanted", { timeoutMs: 100 })).rejects.toThrow(message);
	});

	test("fails at once when the program ended", async () => {
		const terminal = openShell("echo gone");
		await expect(terminal.waitFor(/never/)).rejects.toThrow(/\/never\/ before the program ended:\n {2}\|gone/);
	});

	test("takes a test of the rows", async () => {
		const terminal = openShell("sleep 0.1; echo one; sleep 0.1; echo two; read x");
		await terminal.waitFor((rows) => rows[1] === "two");
		expect(terminal.row(0)).toBe("one");
	});

	test("until nothing comes any more", async () => {
		const terminal = openShell("for i in 1 2 3; do echo $i; sleep 0.05; done; read x");
		await terminal.waitFor("1");
		await terminal.waitIdle(300);
		expect(terminal.row(2)).toBe("3");
	});

	test("while the terminal does not read", async () => {
		const terminal = openShell("read x; echo answer; read x");
		terminal.pause();
		terminal.key("Enter");
		await expect(terminal.waitFor("answer", { timeoutMs: 200 })).rejects.toThrow();
		terminal.resume();
		await terminal.waitFor("answer");
	});
});

describe("keyBytes", () => {
	const cases: readonly [string, string][] = [
		["a", "a"],
		["é", "é"],
		["Ctrl+g", "\u0007"],
		["Ctrl+]", "\u001d"],
		["Alt+Enter", "\u001b\r"],
		["Shift+Tab", "\u001b[Z"],
		["PageUp", "\u001b[5~"],
	];
	for (const [name, bytes] of cases) test(name, () => expect(keyBytes(name)).toBe(bytes));
	test("an unknown name", () => expect(() => keyBytes("Hyper")).toThrow('no bytes for the key "Hyper"'));
});
