import { mkdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { withSession } from "./drivers/session.ts";
import { until } from "./drivers/until.ts";

/** What is wrong with a command line, before and without a session. */
const refused: readonly [words: string, code: number, says: RegExp][] = [
	["run --", 2, /there is no command to run\nUsage: monmux run \[options\] -- CMD/],
	["run true", 2, /the command comes after --/],
	["run --match [ -- true", 2, /\[/],
	["run --match (a)\\1 -- true", 2, /\\1/],
	["run --hold --auto -- true", 2, /--hold and --auto exclude each other/],
	["run --net maybe -- true", 2, /--net takes on or off, not "maybe"/],
	["run --timeout soon -- true", 2, /--timeout takes a time such as .*, not "soon"/],
	["run --cwd / -- true", 1, /root of all files/],
	["run --cwd missing -- true", 1, /missing does not exist/],
	["run -- no-such-program", 1, /no-such-program/],
	["mute -dash", 2, /has no -dash\n.*monmux mute -- -dash/],
	["bogus", 2, /there is no "monmux bogus"\n/],
	["run --name= -- true", 2, /--name: a name needs a character/],
	["run --name=\u001b[31mred -- true", 2, /--name: a name holds no control characters/],
	["run --name=\u202eder -- true", 2, /--name: a name holds no control characters/],
	["kill nobody", 1, /no monitor named "nobody"/],
	["forward e99", 1, /no event e99/],
	["approve a9", 1, /no request a9/],
	["logs nobody", 1, /no monitor named "nobody"/],
	["logs real --lines many", 2, /--lines takes a number of lines/],
	["replay nowhere.jsonl", 2, /nowhere\.jsonl cannot be read/],
];

test("bad input is refused with a reason and the right code, and nothing is lost", () =>
	withSession(async (s) => {
		await s.run("real", "read");
		const asked = await Promise.all(refused.map(([words]) => s.cli(...words.split(" "))));
		const told = asked.map(({ code, stdout, stderr }, index) => ({ words: refused[index]?.[0], code, stdout, stderr }));
		expect(told).toEqual(
			refused.map(([words, code, says]) => ({ words, code, stdout: "", stderr: expect.stringMatching(says) })),
		);
		for (const { stderr } of told) expect(stderr).not.toMatch(/^ +at /m);
		const rows = await s.cliJson("ls");
		expect(rows.filter(({ state }) => state === "running").map(({ name }) => name)).toEqual(["real"]);
		const taken = await s.cli("run", "--name", "real", "--", "true");
		expect(taken).toMatchObject({ code: 1, stderr: expect.stringMatching(/"real" is running\n.*--name/) });
	}));

describe("a directory that a session may not have", () => {
	test.each(["/", "home"])("%s", (where) =>
		withSession(async (s) => {
			const cwd = where === "home" ? s.place.home : where;
			const { code, stderr } = await s.startIn({ cwd }, "run", "--", "true").ended;
			expect(code).toBe(1);
			expect(stderr).toMatch(where === "/" ? /is the root of all files/ : /is your home/);
			expect(stderr).toContain("directory of one project");
			const alone = await s.startIn({ cwd }, "--headless").ended;
			expect(alone.stderr).not.toContain("--cwd");
		}),
	);
});

test("an empty message is refused in plain words", () =>
	withSession(async (s) => {
		await s.run("real", "read");
		expect(await s.cli("send", "")).toMatchObject({ code: 2, stderr: "monmux: there is nothing to send\n" });
	}));

test("names with blanks, other scripts and a leading dash", () =>
	withSession(async (s) => {
		const names = ["two words", "-dash", "日本 ✓", "--", "é".repeat(80)];
		for (const name of names) {
			const { code, stderr } = await s.cli("run", `--name=${name}`, "--mute", "--", "bash", "-c", "echo up; read");
			expect([code, stderr]).toEqual([0, ""]);
		}
		const screen = await s.open({ cols: 200, rows: 50 });
		for (const name of names.slice(0, 3)) await screen.paneShows(name, "up");
		expect((await s.cliJson("ls")).map(({ name }) => name)).toEqual(names);
		expect((await s.cli("kill", "two words", "日本 ✓")).code).toBe(0);
		expect((await s.cli("kill", "--", "-dash", "--")).code).toBe(0);
		await s.ended("-dash");
		expect((await s.cli("run", `--name=${"x".repeat(81)}`, "--", "true")).code).toBe(2);
		expect((await s.cli("run", "--name=", "--", "true")).code).toBe(2);
	}));

test("a pattern that would take for ever elsewhere stalls nobody", () =>
	withSession(async (s) => {
		await s.run("trap", `printf 'a%.0s' $(seq 1900); echo '!'; echo aaa; read`, "--match", "(a+)+$");
		await s.runSpeaker("other");
		s.say("other", "still here");
		await until("the other one's event", async () => (await s.events("other"))[0]?.text === "still here");
		await until("the match", async () => (await s.events("trap"))[0]?.text === "aaa");
	}));

test("two at the same moment both find the one host", () =>
	withSession(async (s) => {
		mkdirSync(s.place.project, { recursive: true });
		const both = await Promise.all(["a", "b"].map((name) => s.cli("run", "--name", name, "--", "bash", "-c", "read")));
		expect(both.map(({ code, stderr }) => [code, stderr])).toEqual([
			[0, ""],
			[0, ""],
		]);
		expect((await s.cliJson("ls")).map(({ name }) => name).sort()).toEqual(["a", "b"]);
	}));
