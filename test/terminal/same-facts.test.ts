import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Screen } from "./drivers/screen.ts";
import { type TestSession, withSession } from "./drivers/session.ts";
import { until } from "./drivers/until.ts";

/** What the screen says of a monitor and of its events is what the commands print. */
async function agree(s: TestSession, screen: Screen, name: string): Promise<void> {
	const [row, events] = [await s.monitor(name), await s.events(name)];
	expect(row?.events.total).toBe(events.length);
	const pane = await screen.paneShows(name, ({ title }) => title.includes(` ${events.length} ev `));
	expect(pane.title).toContain(row?.policy);
	expect(pane.title).toContain(row?.state === "running" ? "●" : "■");
	const shown = pane.events
		.filter((line) => line !== "")
		.map((line) => /^. ?\d\d:\d\d:\d\d[ ›](.*?) +(\w+)$/.exec(line)?.slice(1));
	expect(shown).toEqual(events.map(({ text, verdict }) => [text.split("\n")[0], verdict]));
	for (const { text } of await s.transcript()) await screen.talkShows(text.split("\n")[0] ?? "");
}

test("ls, events and transcript agree with the screen", () =>
	withSession(async (s) => {
		await s.runSpeaker("t");
		const screen = await s.open({ cols: 200, rows: 50 });
		await screen.focus("t");
		s.say("t", "first");
		await screen.paneShows("t", /first +held/);
		await agree(s, screen, "t");

		screen.press("f");
		await screen.talkShows(/playbook +t: first/);
		await agree(s, screen, "t");

		s.say("t", "second");
		await screen.paneShows("t", /second +held/);
		screen.press("d");
		await screen.paneShows("t", /second +dropped/);
		await agree(s, screen, "t");

		expect((await s.cli("send", "what happened?")).code).toBe(0);
		await screen.talkShows("what happened?");
		screen.press("X");
		await screen.paneShows("t", /■ SIGKILL/);
		await agree(s, screen, "t");
		const [message] = (await s.transcript()).filter(({ from }) => from === "person");
		expect(message).toMatchObject({ text: "what happened?", events: [] });
	}));

test("what happened can be read after the session was stopped, until the next one begins", () =>
	withSession(async (s) => {
		await s.runSpeaker("t", "--auto");
		s.say("t", "hello");
		await until("an answer", async () => (await s.transcript()).some(({ from }) => from === "agent"));
		const told = (await s.cli("transcript")).stdout;
		await s.cli("stop");

		const events = await s.cli("events");
		expect(events).toMatchObject({ code: 0, stderr: expect.stringMatching(/^monmux: the session has ended/) });
		expect(events.stdout).toMatch(/forwarded .* t: hello\n.*killed by SIGKILL/s);
		expect((await s.cli("transcript")).stdout).toContain(told);
		expect(await s.cli("transcript", "--agent", "nobody")).toMatchObject({ code: 1, stdout: "" });
		expect((await s.cli("events", "-f")).code).toBe(3);
		expect((await s.cli("ls")).code).toBe(3);

		await s.cli("run", "--name", "next", "--", "true");
		expect((await s.cli("events")).stdout).not.toContain("hello");
	}));

test("an exported history replays to the same rows", () =>
	withSession(async (s) => {
		await s.run("quick", "echo one; sleep 0.1; echo two; exit 2");
		await s.runSpeaker("slow", "--auto");
		s.say("slow", "hello");
		await s.ended("quick");
		expect((await s.cli("forward", "e1")).code).toBe(0);
		expect((await s.cli("mute", "slow")).code).toBe(0);
		const file = join(s.place.project, "history.jsonl");
		const print = async () => (await s.cli("ls", "--json")).stdout + (await s.cli("events", "--json")).stdout;

		const rows = await print();
		writeFileSync(file, (await s.cli("export")).stdout);
		expect(await s.cli("replay", file, "--json")).toEqual({ code: 0, stdout: rows, stderr: "" });

		await s.cli("stop");
		const after = await s.cli("export");
		writeFileSync(file, after.stdout);
		const replayed = await s.cli("replay", file);
		expect(replayed.stdout).toMatch(/quick +exited exit 2/);
		expect(replayed.stdout).toMatch(/slow +killed SIGKILL +mute/);
	}));
