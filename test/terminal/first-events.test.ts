import { expect, test } from "vitest";
import { withSession } from "./drivers/session.ts";

test("lines become events, errors become part of the exit", () =>
	withSession(async (s) => {
		const screen = await s.open({ cols: 200, rows: 50 });
		await s.run("t", "for i in 1 2 3; do echo tick $i; sleep 0.2; done; echo oops >&2; exit 3");

		const pane = await screen.paneShows("t", /exit 3 after/);
		expect(pane.title).toMatch(/^! 1 t ■ exit 3 \d+s 4 held 4 ev hold$/);
		expect(pane.events.filter((row) => row !== "")).toEqual([
			expect.stringMatching(/^◌ \d\d:\d\d:\d\d tick 1 +held$/),
			expect.stringMatching(/^◌ \d\d:\d\d:\d\d tick 2 +held$/),
			expect.stringMatching(/^◌ \d\d:\d\d:\d\d tick 3 +held$/),
			expect.stringMatching(/^◌ \d\d:\d\d:\d\d exit 3 after \S+ — oops +held$/),
		]);
		expect(pane.screen.slice(0, 4)).toEqual(["tick 1", "tick 2", "tick 3", "oops"]);
		expect([pane.cell(0, 0).dim, pane.cell(0, 3).dim]).toEqual([false, true]);

		const events = await s.events("t");
		expect(events.map(({ text }) => text)).toEqual([
			"tick 1",
			"tick 2",
			"tick 3",
			expect.stringMatching(/^exit 3 after \S+\noops$/),
		]);
		expect((await s.cli("logs", "t")).stdout).toBe("tick 1\ntick 2\ntick 3\noops\n");
	}));

test("f forwards, m mutes, a forwards by itself, x ends", () =>
	withSession(async (s) => {
		await s.runSpeaker("t");
		const screen = await s.open({ cols: 200, rows: 50 });
		await screen.focus("t");

		s.say("t", "one");
		await screen.paneShows("t", /◌.*one +held/);
		screen.press("f");
		await screen.paneShows("t", /▸.*one +forwarded/);
		await screen.talkShows(/monitor t · 1 event\n │ one\n\n playbook +t: one/);

		screen.press("m");
		await screen.paneShows("t", (pane) => pane.title.endsWith("mute"));
		s.say("t", "two");
		await screen.paneShows("t", /·.*two +muted/);

		screen.press("m");
		await screen.paneShows("t", (pane) => pane.title.endsWith("hold"));
		screen.press("a");
		await screen.paneShows("t", (pane) => pane.title.endsWith("auto"));
		s.say("t", "three");
		await screen.paneShows("t", /▸.*three +forwarded/);
		await screen.talkShows(/monitor t · 1 event\n │ three/);

		screen.press("x");
		await screen.paneShows("t", /■ SIGTERM/);
		expect(await s.monitor("t")).toMatchObject({ state: "killed", exitCode: null, signal: "SIGTERM", policy: "auto" });
		expect((await s.transcript()).map(({ from }) => from).slice(0, 4)).toEqual([
			"monitor",
			"agent",
			"monitor",
			"agent",
		]);
	}));
