import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { starter } from "./drivers/place.ts";
import { withSession } from "./drivers/session.ts";

/** What a shell finds after a program that gave its terminal back. */
const givenBack = { alternateScreen: false, cursorVisible: true, mouse: false, focusReports: false, autowrap: true };

test("a hung-up screen gives the terminal back, and attach shows the same", () =>
	withSession(async (s) => {
		await s.runSpeaker("t");
		const screen = await s.open();
		expect(screen.terminal.modes).toMatchObject({ alternateScreen: true });
		s.say("t", "one", "two");
		await screen.paneShows("t", /two/);
		process.kill(screen.terminal.pid, "SIGHUP");
		await screen.terminal.exited;
		expect(screen.terminal.modes).toMatchObject({ ...givenBack, bracketedPaste: false });

		s.say("t", "three");
		const again = await s.open({ args: ["attach"] });
		await again.paneShows("t", (pane) => pane.screen.slice(0, 3).join(" ") === "one two three");
		await again.paneShows("t", /◌.*one +held\n.*two +held\n.*three +held|◌.*one \(\+1 line\) +held\n.*three +held/);
		expect(await s.monitor("t")).toMatchObject({ state: "running" });
	}));

test("a killed screen loses nothing", () =>
	withSession(async (s) => {
		await s.runSpeaker("t");
		const screen = await s.open();
		s.say("t", "one");
		await screen.paneShows("t", /one +held/);
		process.kill(screen.terminal.pid, "SIGKILL");
		await screen.terminal.exited;
		const again = await s.open({ args: ["attach"] });
		await again.paneShows("t", /one +held/);
		s.say("t", "two");
		await again.paneShows("t", /two +held/);

		process.kill(again.terminal.pid, "SIGKILL");
		await again.terminal.exited;
		const from = performance.now();
		expect((await s.cli("stop")).code).toBe(0);
		expect(performance.now() - from).toBeLessThan(5000);
	}));

test("SIGKILL of the screen gives the terminal back to the shell", () =>
	withSession(async (s) => {
		const env = { PS1: "shell> ", HISTFILE: "/dev/null" };
		const screen = await s.open({ command: ["bash", "--norc", "-i"], ready: "shell>", env });
		screen.write(starter.join(" "));
		await screen.shows("No monitor yet");
		expect(screen.terminal.modes).toMatchObject({ alternateScreen: true });
		const shell = screen.terminal.pid;
		const [client] = readFileSync(`/proc/${shell}/task/${shell}/children`, "utf8").trim().split(" ").map(Number);
		if (client === undefined) throw new Error("the shell runs nothing");
		process.kill(client, "SIGKILL");
		await screen.terminal.waitFor(() =>
			isDeepStrictEqual({ ...screen.terminal.modes, ...givenBack }, screen.terminal.modes),
		);
		screen.write("echo typed $((6 * 7))");
		await screen.shows("typed 42");
	}));

test("Ctrl+Z goes back to the shell, fg returns", () =>
	withSession(async (s) => {
		await s.runSpeaker("t");
		const env = { PS1: "shell> ", HISTFILE: "/dev/null" };
		const screen = await s.open({ command: ["bash", "--norc", "-i"], ready: "shell>", env });
		screen.write(starter.join(" "));
		await screen.paneShows("t", "t ●");
		screen.press("Ctrl+z");
		await screen.shows(/Stopped/);
		expect(screen.terminal.modes).toMatchObject(givenBack);
		screen.write("echo typed $((6 * 7))");
		await screen.shows("typed 42");
		s.say("t", "meanwhile");
		screen.write("fg");
		await screen.paneShows("t", /meanwhile +held/);
		expect(screen.terminal.modes).toMatchObject({ alternateScreen: true });
		await screen.focus("t");
		screen.press("Ctrl+c", "Ctrl+c", "d");
		await screen.shows(/detached/);
		expect(screen.terminal.modes).toMatchObject(givenBack);
	}));

test("a watching view acts on nothing", () =>
	withSession(async (s) => {
		await s.runSpeaker("t");
		const screen = await s.open({ args: ["attach", "--watch"] });
		expect(screen.top).toContain("watching");
		await screen.focus("t");
		s.say("t", "one");
		await screen.paneShows("t", /one +held/);
		for (const key of ["f", "m", "a", "x", "d", "r"]) {
			screen.press(key);
			await screen.shows(() => /watch/i.test(screen.footer), `a note that ${key} is not for watchers`);
		}
		expect(await s.monitor("t")).toMatchObject({ state: "running", policy: "hold", events: { held: 1 } });
		screen.press("z");
		await screen.paneShows("t", (pane) => pane.frame.width === 120);
	}));
