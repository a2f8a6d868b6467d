import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { starter } from "./drivers/place.ts";
import type { Screen } from "./drivers/screen.ts";
import { type TestSession, withSession } from "./drivers/session.ts";

const agent = fileURLToPath(new URL("fixtures/login-agent.ts", import.meta.url));
const line = `${process.execPath} ${agent}`;
const args = ["--agent-command", line];

/** A screen in front of an agent that wants a login. */
async function refused(s: TestSession, mode = ""): Promise<Screen> {
	const screen = await s.open({ cols: 160, rows: 40, args, env: { LOGIN_AGENT: mode } });
	await screen.talkShows("wants a login. Type /login and a number:");
	return screen;
}

/** Says yes to what a login would run; what is typed within 300 ms was typed ahead, and answers nothing. */
async function sayYes(screen: Screen): Promise<void> {
	await endsWith(screen, "Run it? y n");
	expect(screen.terminal.modes).toMatchObject({ alternateScreen: false, cursorVisible: true, mouse: false });
	await screen.terminal.waitIdle(400);
	screen.terminal.type("y");
}

/** Waits until the last words on the screen are these: earlier ones may be there from before. */
async function endsWith(screen: Screen, words: string): Promise<void> {
	await screen.shows((rows) => rows.join("\n").trimEnd().endsWith(words), `at the end: ${words}`);
}

const said = (s: TestSession): boolean => existsSync(join(s.place.home, ".word-was-said"));

test("a login in the person's own terminal, after which what waited is answered", () =>
	withSession(async (s) => {
		const screen = await refused(s);
		await screen.talkShows("1 Say the word (word): in your terminal. Asks for it");
		await screen.talkShows("2 A page (page): the agent does it itself");
		await screen.talkShows("3 A key (key): set WORD_KEY where monmux is started");
		screen.write("hello there");
		await screen.talkShows("queued: hello there");
		screen.write("/login 1");
		await screen.shows("outside any sandbox");
		await screen.shows(`SAID='in the terminal' ${line} --login`);
		await sayYes(screen);
		await endsWith(screen, `in ${s.place.project}, TERM xterm-256color, the word:`);
		screen.write("sesame");
		await screen.talkShows("you said: hello there");
		expect([said(s), screen.terminal.modes.alternateScreen]).toEqual([true, true]);
		expect(await s.cliJson("agents")).toMatchObject([{ state: "ready", reason: null }]);
		screen.write("and on");
		await screen.talkShows("you said: and on");
	}));

test("Ctrl+C in it brings the screen back with everything, as does a wrong word after Ctrl+Z and fg", () =>
	withSession(async (s) => {
		const env = { PS1: "shell> ", HISTFILE: "/dev/null" };
		const shell = { command: ["bash", "--norc", "-i"], ready: "shell>", env };
		const screen = await s.open({ cols: 160, rows: 40, ...shell });
		screen.write(`LOGIN_AGENT=named ${starter.join(" ")} --agent-command '${line}'`);
		await screen.talkShows("wants a login");
		screen.write("hello there");
		screen.write("/login word");
		await sayYes(screen);
		await endsWith(screen, "the word:");
		screen.press("Ctrl+z");
		await endsWith(screen, "shell>");
		screen.write("fg");
		// The shell names the job that it brings back, and reads no more.
		await screen.shows(/shell> fg\nLOGIN_AGENT=named/);
		screen.write("wrong");
		await screen.shows(() => screen.footer.includes("not logged in: it ended with code 3"), "its end");
		screen.write("/login word");
		await sayYes(screen);
		await endsWith(screen, "the word:");
		screen.press("Ctrl+c");
		await screen.shows(() => screen.footer.includes("not logged in: it ended by SIGINT"), "how it ended");
		await screen.talkShows("queued: hello there");
		screen.terminal.type("half a thought");
		await screen.talkShows("> half a thought");
		screen.press("Ctrl+u", "Ctrl+z");
		await endsWith(screen, "shell>");
		// The shell's own editor shows what is typed in any case, and this does not.
		screen.write("echo typed $((6 * 7)); head -1 > typed");
		await screen.shows("typed 42");
		screen.write("seen again");
		await screen.shows("seen again");
		await endsWith(screen, "shell>");
		screen.write("fg");
		await screen.talkShows("queued: hello there");
		screen.press("Ctrl+d", "d");
		await screen.shows(/detached/);
		expect(said(s)).toBe(false);
	}));

test("a command that the agent names is said to be one, and n runs nothing", () =>
	withSession(async (s) => {
		const screen = await refused(s, "named");
		screen.write("/login");
		await screen.shows("› 1 Say the word (word)");
		screen.press("Enter");
		await screen.shows(/a command that .* names runs in this terminal/);
		await screen.terminal.waitIdle(400);
		screen.press("n");
		await screen.shows(() => screen.footer.includes("not logged in: it was not run"), "the refusal");
		expect(said(s)).toBe(false);
	}));

test("an agent that wants a login only when it is asked does not lose what it was asked", () =>
	withSession(async (s) => {
		const screen = await s.open({ cols: 160, rows: 40, args, env: { LOGIN_AGENT: "late" } });
		await screen.shows(() => / idle /.test(screen.top), "a ready agent");
		screen.write("do it");
		await screen.talkShows("wants a login");
		screen.write("/login 1");
		await sayYes(screen);
		await endsWith(screen, "the word:");
		screen.write("sesame");
		await screen.talkShows("you said: do it");
	}));

test("a session that ends in the middle of a login lets it end first", () =>
	withSession(async (s) => {
		const screen = await refused(s);
		screen.write("/login 1");
		await sayYes(screen);
		await endsWith(screen, "the word:");
		expect(await s.cli("stop")).toMatchObject({ code: 0 });
		screen.write("sesame");
		expect(await screen.terminal.exited).toEqual({ exitCode: 0, signal: undefined });
		expect(said(s)).toBe(true);
		expect(screen.terminal.screen().join(" ")).toContain("monmux: the session was stopped");
		expect(screen.terminal.modes).toMatchObject({ alternateScreen: false, cursorVisible: true, mouse: false });
	}));

test("a login that the agent does itself, with what it prints meanwhile", () =>
	withSession(async (s) => {
		const screen = await refused(s);
		expect(said(s)).toBe(false);
		screen.write("hello there");
		screen.write("/login page");
		await screen.talkShows('is asked to log in by "A page"');
		await screen.talkShows("open https://word.example/device");
		await screen.talkShows("and type ABCD");
		await screen.talkShows("you said: hello there");
		screen.write("/login key");
		await screen.shows(() => screen.footer.includes("A key needs WORD_KEY in the environment"), "what it needs");
	}));

test("monmux login: the ways, and one of them in another terminal", () =>
	withSession(async (s) => {
		expect(await s.cli("login")).toMatchObject({ code: 3 });
		const screen = await refused(s);
		expect((await s.cli("login")).stdout.split("\n")).toEqual([
			"1 Say the word (word): in your terminal. Asks for it",
			"2 A page (page): the agent does it itself, and may open a browser",
			"3 A key (key): set WORD_KEY where monmux is started",
			"",
		]);
		expect(await s.cliJson("login")).toMatchObject([
			{ id: "word", how: "terminal" },
			{ id: "page", how: "agent" },
			{ id: "key", how: "variable", variables: ["WORD_KEY"] },
		]);
		expect(await s.cli("login", "nope")).toMatchObject({ code: 2, stdout: "" });
		expect(await s.cli("login", "key")).toMatchObject({ code: 4 });
		expect(await s.cli("login", "word")).toMatchObject({
			code: 1,
			stderr: expect.stringContaining("needs a terminal"),
		});
		const other = await s.open({ args: ["login", "1"], ready: "Run it? y n" });
		await sayYes(other);
		await endsWith(other, "the word:");
		other.write("sesame");
		expect(await other.terminal.exited).toEqual({ exitCode: 0, signal: undefined });
		expect(other.terminal.screen().join("\n")).toContain("is ready.");
		screen.write("hello");
		await screen.talkShows("you said: hello");
		const page = await s.cli("login", "--agent", "command", "page");
		expect(page).toMatchObject({ code: 0, stdout: "command is ready.\n" });
		expect(page.stderr).toContain('command logs in by "A page", and may open a browser');
		expect(page.stderr).toContain("open https://word.example/device\nand type ABCD");
	}));

test("a login from flat text", () =>
	withSession(async (s) => {
		const plain = { args: ["--plain", ...args], env: { LOGIN_AGENT: "named" } };
		const screen = await s.open({ cols: 160, ready: "Then /agent restart command", ...plain });
		screen.write("/login");
		await screen.shows(/\/login\n1 Say the word \(word\): in your terminal/);
		screen.write("/login word");
		await screen.shows("Run it? Type y or n.");
		screen.write("n");
		await screen.shows("It was not run.");
		screen.write("/login word");
		await screen.shows(/It was not run\.[\s\S]*Run it\? Type y or n\./);
		screen.write("y");
		await endsWith(screen, "the word:");
		screen.press("Ctrl+c");
		await screen.shows("Not logged in: it ended by SIGINT.");
		screen.write("/login word");
		// What is typed is seen again, though the program was killed while it hid it.
		await screen.shows(/SIGINT\.\n\/login word\n[\s\S]*Run it\? Type y or n\./);
		screen.write("y");
		await endsWith(screen, "the word:");
		screen.write("sesame");
		await screen.shows("is ready.");
		screen.write("hello");
		await screen.shows("says: you said: hello");
	}));
