import { existsSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { grammar } from "../../src/cli/arguments/grammar.ts";
import { starter } from "./drivers/place.ts";
import { withSession } from "./drivers/session.ts";
import { until } from "./drivers/until.ts";

test("every command explains itself, and unknown words meet the nearest", () =>
	withSession(async (s) => {
		const names = Object.keys(grammar);
		const helps = await Promise.all(names.map((name) => s.cli(...name.split(" ").filter(Boolean), "--help")));
		expect(helps.map(({ code, stderr }) => [code, stderr])).toEqual(names.map(() => [0, ""]));
		for (const [index, { stdout }] of helps.entries()) expect(stdout).toContain(grammar[names[index] ?? ""]?.usage);
		expect((await s.cli("help", "run")).stdout).toBe((await s.cli("run", "--help")).stdout);
		expect((await s.cli("--version")).stdout).toMatch(/^monmux \d+\.\d+\.\d+\n$/);
		expect(await s.cli("evnts")).toMatchObject({ code: 2, stderr: expect.stringContaining("did you mean events?") });
		expect(await s.cli("run", "--nam", "x")).toMatchObject({ code: 2, stderr: expect.stringContaining("--name?") });
		expect(await s.cli("ls", "--jsn")).toMatchObject({ code: 2, stderr: expect.stringContaining("--json?") });
		expect(await s.cli("ls")).toMatchObject({ code: 3, stdout: "" });
	}));

test("whoever asks a running session for an agent that it does not have is told, on the screen and beside it", () =>
	withSession(async (s) => {
		expect((await s.cli("--headless")).stderr).toBe("");
		const told = "The session that runs here has playbook, not kimi. /agent kimi starts it as well.";
		expect((await s.cli("--headless", "--agent", "kimi")).stderr).toBe(`monmux: ${told}\n`);
		expect((await s.cli("--headless", "--agent", "playbook")).stderr).toBe("");
		const screen = await s.open({ args: ["--agent", "kimi"] });
		await screen.shows(told);
	}));

describe("run --wait gives the script's end", () => {
	test("code, signal, and failures of ours", () =>
		withSession(async (s) => {
			const wait = (script: string) => s.cli("run", "--wait", "--", "bash", "-c", script);
			expect(await wait("echo out; echo err >&2; exit 7")).toEqual({ code: 7, stdout: "out\n", stderr: "err\n" });
			expect((await wait("kill -9 $$")).code).toBe(137);
			expect((await wait("kill -TERM $$")).code).toBe(143);
			expect((await s.cli("run", "--wait", "--", "no-such-program")).code).toBe(125);
			expect((await s.cli("run", "--wait", "--timeout", "nonsense", "--", "true")).code).toBe(125);
			const timed = await s.cli("run", "--name", "timed", "--wait", "--timeout", "300ms", "--", "sleep", "60");
			expect(timed.code).toBe(143);
			expect((await s.events("timed"))[0]?.text).toMatch(/^killed by SIGTERM after \d+ms: its time of 0.3 s is over$/);
		}));

	test("all that this run printed, and nothing of earlier ones", () =>
		withSession(async (s) => {
			const wait = (script: string, ...more: string[]) =>
				s.cli("run", "--wait", "--name", "u", ...more, "--", "bash", "-c", script);
			expect(await wait("printf 'no newline'")).toEqual({ code: 0, stdout: "no newline\n", stderr: "" });
			expect((await wait("printf 'x\\nabc'; sleep 0.5")).stdout).toBe("x\nabc\n");
			expect((await s.cli("logs", "u")).stdout).toBe("no newline\nx\nabc\n");
			const json = (await wait("echo out; echo err >&2", "--json")).stdout.trimEnd().split("\n");
			expect(json.map((line) => JSON.parse(line))).toEqual(
				expect.arrayContaining([
					{ stream: "stdout", text: "out" },
					{ stream: "stderr", text: "err" },
				]),
			);
			expect((await s.transcript()).at(-1)?.text).toMatch(/^u runs another command now: bash -c echo out/);
		}));
});

test("an ended monitor is cleared away, and a running one is not", () =>
	withSession(async (s) => {
		await s.run("done", "echo held");
		await s.ended("done");
		await s.run("busy", "read");
		expect(await s.cli("clear", "busy")).toMatchObject({ code: 4, stderr: expect.stringContaining("is running") });
		expect(await s.cli("clear", "done")).toEqual({ code: 0, stdout: "", stderr: "" });
		expect((await s.cliJson("ls")).map(({ name }) => name)).toEqual(["busy"]);
		expect((await s.cli("logs", "done")).code).toBe(1);
		await until("the log to be gone", () => !existsSync(`${s.paths.logs}/m1`));
		await s.run("done", "read");
		expect((await s.monitor("done"))?.id).toBe("m3");
	}));

test("a long log is cut, and says so", () =>
	withSession(async (s) => {
		await s.run("long", "seq 1200", "--mute");
		await s.ended("long");
		const { stdout, stderr } = await s.cli("logs", "long");
		expect([stdout.split("\n").length, stdout.slice(0, 4)]).toEqual([1001, "201\n"]);
		expect(stderr).toContain("the last 1000 lines; -n N gives more");
		expect((await s.cli("logs", "long", "-n", "3")).stderr).toBe("");
	}));

test("one monitor through every command", () =>
	withSession(async (s) => {
		await s.runSpeaker("t");
		const done = async (...words: string[]) =>
			expect(await s.cli(...words)).toEqual({ code: 0, stdout: "", stderr: "" });
		const verdicts = async () => (await s.events("t")).map(({ verdict }) => verdict);
		const say = async (line: string) => {
			s.say("t", line);
			await until(`event ${line}`, async () => (await s.events("t")).at(-1)?.text === line);
		};
		await say("one");
		await say("two");
		await done("forward", "e1");
		await done("drop", "2");
		expect(await verdicts()).toEqual(["forwarded", "dropped"]);
		expect(await s.cli("drop", "e1")).toMatchObject({
			code: 4,
			stderr: expect.stringContaining("handed to the agent"),
		});
		await done("auto", "t");
		await done("mute", "t");
		await say("three");
		await done("unmute", "t");
		expect((await s.monitor("t"))?.policy).toBe("auto");
		await done("hold", "t");
		await say("four");
		expect(await verdicts()).toEqual(["forwarded", "dropped", "muted", "held"]);
		await done("send", "help");
		await until("an answer", async () => (await s.transcript()).at(-1)?.from === "agent");
		expect((await s.cli("transcript")).stdout).toMatch(/person: help\n/);
		expect((await s.cli("logs", "t", "-n", "2")).stdout).toBe("three\nfour\n");
		await done("kill", "--now", "t");
		expect(await s.ended("t")).toMatchObject({ state: "killed", signal: "SIGKILL" });
		expect((await s.cli("kill", "t")).code).toBe(4);
		await done("restart", "t");
		await until("it to run", async () => (await s.monitor("t"))?.state === "running");
		await done("stop");
		expect((await s.cli("stop")).code).toBe(3);
	}));

describe("following", () => {
	test("events as they come and change, until the session ends", () =>
		withSession(async (s) => {
			await s.runSpeaker("t");
			const follow = s.start("events", "-f", "--json");
			const plain = s.start("logs", "t", "-f");
			s.say("t", "one");
			await follow.says('"text":"one"');
			await plain.says("one\n");
			await s.cli("forward", "e1");
			await follow.says('"verdict":"forwarded"');
			const last = follow
				.lines()
				.map((line) => JSON.parse(line))
				.at(-1);
			expect(last).toMatchObject({ id: "e1", monitor: "t", verdict: "forwarded" });
			await s.cli("stop");
			expect(await follow.ended).toMatchObject({ code: 0, stderr: "monmux: the session ended\n" });
			expect((await plain.ended).code).toBe(0);
		}));

	test("a reader that goes away ends it quietly", () =>
		withSession(async (s) => {
			await s.run("t", "for i in $(seq 400); do echo line $i; sleep 0.02; done", "--mute");
			const piped = s.startProgram("bash", "-c", `${starter.join(" ")} events -f | head -1; echo "\${PIPESTATUS[0]}"`);
			expect(await piped.ended).toMatchObject({
				code: 0,
				stdout: expect.stringMatching(/^.* t: line 1\n0\n$/),
				stderr: "",
			});
		}));
});

test("without a terminal", () =>
	withSession(async (s) => {
		const headless = await s.cli("--headless");
		expect(JSON.parse(headless.stdout)).toMatchObject({ cwd: s.place.project, socket: s.paths.socket });
		const lines = s.start();
		await s.runSpeaker("t");
		s.say("t", "hello");
		await lines.says(/^\d\d:\d\d:\d\d ◌ held +e1 +t: hello$/m);
		expect(lines.stdout).not.toContain("\u001b");
		const doctor = await s.cli("doctor");
		expect(doctor.code).toBe(0);
		for (const what of ["versions", "sandbox", "agent", "terminal", "places", "session"]) {
			expect(doctor.stdout).toMatch(new RegExp(`^ok +${what} `, "m"));
		}
		expect((await s.cliJson("doctor")).map(({ what }) => what)).toHaveLength(6);
		await s.cli("stop");
		expect((await lines.ended).code).toBe(0);
	}));

test("a terminal that cannot draw gets plain text", () =>
	withSession(async (s) => {
		const screen = await s.open({ command: ["env", "TERM=dumb", ...starter], ready: "Type a message and Enter" });
		screen.write("/run echo hello");
		await screen.shows("Event e1 from echo, held: hello");
	}));

test("a cap refuses with its own code", () =>
	withSession(async (s) => {
		writeFileSync(`${s.place.project}/monmux.json`, JSON.stringify({ limits: { monitors: 1 } }));
		await s.run("one", "read");
		expect(await s.cli("run", "--name", "two", "--", "true")).toMatchObject({ code: 4, stdout: "" });
	}));

test("without bubblewrap the sandbox is missed, with its own code", () =>
	withSession(async (s) => {
		const run = s.startIn({ env: { PATH: "/nowhere" } }, "run", "--", "true");
		const { code, stderr } = await run.ended;
		expect(code).toBe(5);
		expect(stderr).toMatch(/bubblewrap|bwrap/);
		const open = s.startIn({ env: { PATH: "/nowhere" } }, "--headless", "--no-sandbox");
		expect((await open.ended).code).toBe(0);
		const bare = await s.cli("run", "--name", "bare", "--", "/bin/bash", "-c", "read");
		expect(bare.stdout).toContain("UNSANDBOXED");
		await (await s.open()).paneShows("bare", /UNSANDBOXED/);
	}));
