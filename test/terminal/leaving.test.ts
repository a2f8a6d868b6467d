import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { isAlive } from "./drivers/processes.ts";
import { withSession } from "./drivers/session.ts";
import { until } from "./drivers/until.ts";

test("Ctrl+C twice asks, and detaching keeps everything", () =>
	withSession(async (s) => {
		await s.runSpeaker("t");
		const screen = await s.open();
		screen.press("Ctrl+c");
		await screen.shows("Ctrl+C again to leave");
		screen.press("Ctrl+c");
		await screen.shows(/detach/i);
		screen.press("Escape");
		await screen.shows(() => /Enter send/.test(screen.footer), "the usual keys");
		screen.press("Ctrl+c", "Ctrl+c");
		await screen.shows(/Stop everything|stop everything/);
		screen.press("d");
		expect(await screen.terminal.exited).toEqual({ exitCode: 0, signal: undefined });
		expect(screen.terminal.screen().join(" ")).toContain("detached; the monitors go on.");
		expect(await s.monitor("t")).toMatchObject({ state: "running" });
		s.say("t", "later");
		await (await s.open()).paneShows("t", /later +held/);
	}));

test("Ctrl+D then s stops everything", () =>
	withSession(async (s) => {
		await s.runSpeaker("t");
		const screen = await s.open();
		const watching = await s.open({ args: ["attach", "--watch"] });
		const pid = await s.hostPid();
		await screen.paneShows("t", "t ●");
		screen.press("Ctrl+d");
		await screen.shows(/stop everything/i);
		screen.press("s");
		expect(await screen.terminal.exited).toEqual({ exitCode: 0, signal: undefined });
		expect(await watching.terminal.exited).toEqual({ exitCode: 0, signal: undefined });
		for (const { terminal } of [screen, watching]) {
			expect(terminal.screen().join(" ")).toContain("monmux: the session was stopped");
		}
		await until("the host to be gone", () => !isAlive(pid));
		expect(existsSync(s.paths.socket)).toBe(false);
		expect(await s.cli("ls")).toMatchObject({ code: 3, stdout: "" });
	}));

test("a host that is killed ends its screens with a word", () =>
	withSession(async (s) => {
		await s.runSpeaker("t");
		const screen = await s.open();
		await s.killHost();
		await screen.terminal.exited;
		expect(screen.terminal.modes).toMatchObject({ alternateScreen: false, cursorVisible: true });
		expect(screen.terminal.screen().join(" ")).toContain("the host is gone; type monmux to start it again");
	}));
