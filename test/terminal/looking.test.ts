import { expect, test } from "vitest";
import { withSession } from "./drivers/session.ts";

test("search, scroll, zoom and copy", () =>
	withSession(async (s) => {
		await s.run("log", "for i in $(seq 1 300); do echo line $i; done; read", "--mute");
		const screen = await s.open();
		await screen.paneShows("log", "line 300");
		await screen.focus("log");
		screen.press("/");
		screen.terminal.type("line 1.0$");
		await screen.shows(() => screen.footer.includes("/line 1.0$"), "the query in the footer");
		screen.press("Enter");
		const found = await screen.paneShows(
			"log",
			(pane) => pane.foot.includes("1/10") && pane.screen.includes("line 190"),
		);
		const row = found.screen.indexOf("line 190");
		expect(found.cell(0, row)).toMatchObject({ background: 3, foreground: 0 });
		screen.press("n");
		await screen.paneShows("log", (pane) => pane.foot.includes("2/10") && pane.screen.includes("line 180"));
		screen.press("N");
		await screen.paneShows("log", (pane) => pane.foot.includes("1/10") && pane.screen.includes("line 190"));
		screen.press("g");
		await screen.paneShows("log", (pane) => pane.screen[0] === "line 1");
		screen.press("PageDown");
		await screen.paneShows("log", (pane) => pane.screen[0] !== "line 1" && /lines? back/.test(pane.foot));
		screen.press("G");
		await screen.paneShows("log", (pane) => pane.screen.includes("line 300") && !pane.foot.includes("back"));

		const { frame } = await screen.paneShows("log", () => true);
		screen.press("z");
		await screen.paneShows("log", (pane) => pane.frame.width === 120 && pane.frame.height === 38);
		screen.press("z");
		await screen.paneShows("log", (pane) => pane.frame.width === frame.width);
	}));

test("undo, drop, all at once, and copying", () =>
	withSession(async (s) => {
		await s.runSpeaker("t");
		const screen = await s.open();
		await screen.focus("t");
		s.say("t", "first");
		await screen.paneShows("t", /first +held/);
		screen.press("y");
		await screen.shows(() => screen.footer.includes("copied"), "a note");
		expect(screen.copied).toEqual(["first"]);
		screen.press("d");
		await screen.paneShows("t", /× *\S*.first +dropped/);
		screen.press("u");
		await screen.paneShows("t", /first +held/);
		s.say("t", "second");
		await screen.paneShows("t", /second +held/);
		screen.press("D");
		await screen.paneShows("t", /first +dropped\n.*second +dropped/);
		s.say("t", "third");
		await screen.paneShows("t", /third +held/);
		s.say("t", "fourth");
		await screen.paneShows("t", /fourth +held/);
		screen.press("F");
		await screen.paneShows("t", /third +forwarded\n.*fourth +forwarded/);
		await screen.talkShows("monitor t · 2 events");
		expect((await s.monitor("t"))?.events).toMatchObject({ held: 0, forwarded: 2, dropped: 2, total: 4 });
	}));

test("help, commands, and a pane's key from the composer", () =>
	withSession(async (s) => {
		const screen = await s.open();
		await s.runSpeaker("t");
		await screen.focus("t");
		screen.press("?");
		await screen.shows("Forward the chosen event to the agent");
		screen.press("Escape");
		await screen.hides("Forward the chosen event to the agent");
		screen.press(":");
		await screen.shows(/┏━ commands/);
		screen.terminal.type("mute");
		await screen.shows(/Mute the monitor/);
		screen.press("Enter");
		await screen.paneShows("t", (pane) => pane.title.endsWith("mute"));
		screen.press("m");
		await screen.paneShows("t", (pane) => pane.title.endsWith("hold"));

		screen.press("Escape");
		await screen.shows(() => screen.footer.includes("Enter send"), "the composer's keys");
		screen.terminal.type("half a thought");
		s.say("t", "look");
		await screen.paneShows("t", /look +held/);
		screen.press("Ctrl+g");
		await screen.shows(() => screen.footer.includes("a pane's key:"), "the chord");
		screen.press("f");
		await screen.paneShows("t", /look +forwarded/);
		await screen.talkShows("> half a thought");
		expect((await s.transcript()).filter(({ from }) => from === "person")).toEqual([]);
	}));

test("eight monitors page, numbers and ! go to one", () =>
	withSession(async (s) => {
		for (let n = 1; n <= 8; n += 1) await s.run(`m-${n}`, n === 7 ? "exit 9" : "echo $0; read", "--mute");
		const screen = await s.open({ cols: 100, rows: 24 });
		await screen.focus("m-1");
		expect(screen.pane("m-8")).toBeUndefined();
		screen.press("]");
		await screen.shows(() => screen.pane("m-1") === undefined, "another page");
		screen.press("[");
		await screen.shows(() => screen.pane("m-1") !== undefined, "the first page");
		screen.press("8");
		await screen.paneShows("m-8", (pane) => pane.look === "focused");
		screen.press("!");
		await screen.paneShows("m-7", (pane) => pane.look === "focused" && pane.title.startsWith("! 7 m-7"));
		screen.press("3");
		await screen.paneShows("m-3", (pane) => pane.look === "focused");
	}));
