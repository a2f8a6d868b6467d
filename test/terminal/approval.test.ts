import { expect, test } from "vitest";
import type { Screen } from "./drivers/screen.ts";
import { type TestSession, withSession } from "./drivers/session.ts";

/** A standing order, a forwarded event that it is about, and the card that follows. */
async function openCard(s: TestSession): Promise<Screen> {
	await s.runSpeaker("t", "--auto");
	const screen = await s.open({ cols: 160, rows: 50 });
	screen.write("when /boom/ in t then restart");
	await screen.talkShows("Rule 1:");
	s.say("t", "boom");
	await screen.shows(/╰─ Tab to answer/);
	return screen;
}

const runs = async (s: TestSession): Promise<number> =>
	(await s.events("t")).filter(({ text }) => /^(killed|exit)/.test(text)).length;

test("a card takes no key that was meant for the composer, and r refuses", () =>
	withSession(async (s) => {
		const screen = await openCard(s);
		screen.terminal.type("are");
		await screen.talkShows("> are");
		expect(screen.top).toContain("1 to approve");
		screen.press("Ctrl+u", "Tab");
		screen.terminal.paste("a");
		// Within 300 ms of the focus: meant for what was there before.
		screen.press("a");
		await screen.terminal.waitIdle(400);
		expect(screen.top).toContain("1 to approve");
		screen.terminal.paste("a");
		screen.press("r");
		await screen.shows(() => !screen.top.includes("to approve"), "no card");
		expect(await runs(s)).toBe(0);
	}));

test("a answers, and what was asked happens", () =>
	withSession(async (s) => {
		const screen = await openCard(s);
		screen.press("Tab");
		await screen.shows(/your answer/);
		await screen.terminal.waitIdle(400);
		screen.press("a");
		await screen.shows(() => !screen.top.includes("to approve"), "no card");
		await screen.paneShows("t", /killed by SIGTERM/);
		await screen.paneShows("t", "t ●");
		expect(await s.monitor("t")).toMatchObject({ state: "running" });
		expect(await runs(s)).toBe(1);
	}));

test("approve and deny answer from the command line", () =>
	withSession(async (s) => {
		const screen = await openCard(s);
		expect((await s.cli("ls")).stdout).toMatch(/^a1 +waits for an answer: restart/m);
		expect((await s.cli("deny", "a1")).code).toBe(0);
		await screen.shows(() => !screen.top.includes("to approve"), "no card");
		s.say("t", "boom again");
		await screen.shows(() => screen.top.includes("1 to approve"), "another card");
		expect((await s.cli("approve", "a2")).code).toBe(0);
		await screen.paneShows("t", /killed by SIGTERM/);
		expect(await s.cli("approve", "a2")).toMatchObject({ code: 1, stderr: expect.stringContaining("no request a2") });
	}));
