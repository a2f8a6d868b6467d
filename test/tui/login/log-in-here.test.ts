import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import type { LoginPlan } from "../../../src/model/agent.ts";
import { openTerminal, type TestTerminal } from "../../terminal/harness/open-terminal.ts";

const fixture = fileURLToPath(new URL("fixtures/logging-in.ts", import.meta.url));
const opened: TestTerminal[] = [];
afterEach(async () => {
	await Promise.all(opened.splice(0).map((terminal) => terminal.close()));
});

/** A terminal in which a login by this shell script waits for a yes. */
async function asks(script: string, changes: Partial<LoginPlan> = {}): Promise<TestTerminal> {
	const plan: LoginPlan = {
		...{ agent: "peer", method: "shell", command: ["/bin/sh", "-c", script], own: true, cwd: "/" },
		...{ set: {}, env: { PATH: process.env.PATH ?? "", OF_AGENT: "yes" } },
		...changes,
	};
	const args = [fixture, JSON.stringify(plan)];
	const terminal = openTerminal({ cols: 100, rows: 30, command: process.execPath, args });
	opened.push(terminal);
	await terminal.waitFor("Run it? y n");
	await terminal.waitIdle(400);
	return terminal;
}

const text = (terminal: TestTerminal): string => terminal.screen().join("\n");

describe("the question", () => {
	test("shows what is run, all of it", async () => {
		const terminal = await asks("echo 'a b'", { set: { KEY: "a b" }, own: false });
		expect(text(terminal)).toContain("To log in, a command that peer names runs in this terminal");
		expect(text(terminal)).toContain("    KEY='a b' /bin/sh -c 'echo '\\''a b'\\'''");
		expect(text(terminal)).not.toContain("END");
	});

	const no: [name: string, key: string][] = [
		["n", "n"],
		["Enter", "\r"],
		["Escape", "\u001b"],
		["Ctrl+C", "\u0003"],
		["Ctrl+D", "\u0004"],
	];
	test.each(no)("%s runs nothing, and the terminal can be read on", async (_name, key) => {
		const terminal = await asks("echo it runs");
		terminal.type(key);
		await terminal.waitFor('END {"ok":false,"how":"it was not run"}');
		expect(text(terminal)).not.toMatch(/^it runs/m);
		terminal.type("x");
		await terminal.waitFor('AFTER "x"');
	});

	test("passes over other keys", async () => {
		const terminal = await asks("echo it runs");
		terminal.type("x");
		terminal.key("Up");
		terminal.key("Alt+y");
		terminal.key("Ctrl+y");
		terminal.type("n");
		await terminal.waitFor('END {"ok":false,"how":"it was not run"}');
	});

	test("is answered by a large letter too", async () => {
		const terminal = await asks("echo it runs");
		terminal.type("Y");
		await terminal.waitFor('END {"ok":true');
	});
});

describe("the program", () => {
	test("has the terminal, the agent's environment in it, and its directory", async () => {
		const script = 'echo "$OF_AGENT $TERM $SET $PWD"; read -r word; echo "<$word>"';
		const terminal = await asks(script, { set: { SET: "set" }, cwd: "/usr" });
		terminal.type("y");
		await terminal.waitFor("yes xterm-256color set /usr");
		terminal.type("sesame\r");
		await terminal.waitFor("<sesame>");
		await terminal.waitFor('END {"ok":true');
		terminal.type("x");
		await terminal.waitFor('AFTER "x"');
	});

	const ends: [name: string, script: string, how: string][] = [
		["with a code", "exit 7", "it ended with code 7"],
		["by a signal", "kill -9 $$", "it ended by SIGKILL"],
	];
	test.each(ends)("that ends %s has not logged in", async (_name, script, how) => {
		const terminal = await asks(script);
		terminal.type("y");
		await terminal.waitFor(`END {"ok":false,"how":"${how}"}`);
	});

	test("that is not there says so", async () => {
		const terminal = await asks("", { command: ["/no/such/login"] });
		terminal.type("y");
		await terminal.waitFor("it could not be started: spawn /no/such/login ENOENT");
	});

	test("gets Ctrl+C, which ends nobody else", async () => {
		const terminal = await asks("trap 'echo caught; exit 9' INT; echo ready; while :; do sleep 0.1; done");
		terminal.type("y");
		await terminal.waitFor(/^ready/m);
		terminal.key("Ctrl+c");
		await terminal.waitFor("caught");
		await terminal.waitFor('END {"ok":false,"how":"it ended with code 9"}');
	});

	test("that has ended may be followed by the Ctrl+C that was meant for it", async () => {
		const terminal = await asks("(sleep 0.1; kill -INT $PPID; echo sent) & exit 3");
		terminal.type("y");
		await terminal.waitFor(/^ *sent/m);
		await terminal.waitFor('END {"ok":false,"how":"it ended with code 3"}');
		terminal.type("x");
		await terminal.waitFor('AFTER "x"');
	});

	test("ends with us when we are told to end", async () => {
		const terminal = await asks("trap 'echo told; exit' TERM; echo ready; while :; do sleep 0.1; done");
		terminal.type("y");
		await terminal.waitFor(/^ready/m);
		process.kill(terminal.pid, "SIGTERM");
		expect(await terminal.exited).toMatchObject({ signal: 15 });
		expect(text(terminal)).toContain("told");
	});

	test("leaves the terminal as it was, whatever it did to it", async () => {
		const terminal = await asks("stty raw -echo -onlcr; kill -9 $$");
		terminal.type("y");
		await terminal.waitFor("it ended by SIGKILL");
		expect(text(terminal)).toMatch(/^END/m);
	});
});
