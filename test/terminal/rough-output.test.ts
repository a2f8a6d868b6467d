import { expect, test } from "vitest";
import { residentBytes } from "./drivers/processes.ts";
import { withSession } from "./drivers/session.ts";
import { until } from "./drivers/until.ts";

test("bytes that are no text harm neither the screen nor the session", () =>
	withSession(async (s) => {
		const screen = await s.open({ cols: 160, rows: 40 });
		await s.run("noise", "head -c 100000 /dev/urandom; printf '\\033c\\033]0;title\\007\\033[?1049l'; read");
		await s.runSpeaker("calm");
		s.say("calm", "still drawn");
		await screen.paneShows("calm", /still drawn +held/);
		const { width, x } = (await screen.paneShows("noise", /ev/)).frame;
		await screen.terminal.waitIdle(200);
		expect((await screen.paneShows("noise", () => true)).frame).toMatchObject({ x, width });
		expect(screen.top).toMatch(/^ monmux +~\/project/);
		expect(screen.terminal.modes).toMatchObject({ alternateScreen: true });
		const controls = /[^\P{Cc}\n\t]|[\u202a-\u202e]/u;
		for (const { text } of await s.events("noise")) expect(text).not.toMatch(controls);
		expect(await s.monitor("noise")).toMatchObject({ state: "running" });
	}));

test("a terminal without unicode shows ASCII alone, whoever says something", () =>
	withSession(async (s) => {
		await s.run("log", "echo '日本語 ✓ café · 3 × 4'; read");
		const screen = await s.open({ env: { LANG: "C" } });
		await screen.shows("?????? + cafe - 3 x 4");
		screen.terminal.type("what happened? …");
		screen.press("Enter");
		await screen.shows(/playbook {2}\S/);
		expect(screen.terminal.screen().join("\n")).toMatch(/^[\n\p{ASCII}]*$/u);
	}));

/** Kept whole, the line alone would take more than this. */
const boundBytes = 180_000_000;

test("a line of 100 MB stays within bounds", { timeout: 90_000 }, () =>
	withSession(async (s) => {
		await s.run("first", "read");
		const pid = await s.hostPid();
		const before = residentBytes(pid);
		const script = "head -c 100000000 /dev/zero | tr '\\0' x; echo; echo after";
		const long = s.start("run", "--name", "long", "--wait", "--", "bash", "-c", script);
		let most = 0;
		const measure = (): boolean => {
			most = Math.max(most, residentBytes(pid));
			return long.child.exitCode !== null;
		};
		await until("the long line to be read", measure, 60_000);
		expect(long.child.exitCode).toBe(0);
		expect(most - before).toBeLessThan(boundBytes);
		const [event] = await s.events("long");
		expect(event?.text.length).toBeLessThan(20_000);
		expect(event?.cut.bytes).toBeGreaterThan(99_000_000);
		expect((await s.events("long")).map(({ text }) => text).join("\n")).toContain("after");
	}),
);

test("a script that closes its streams lives on until it is ended", () =>
	withSession(async (s) => {
		await s.run("quiet", "echo up; exec <&- >&- 2>&-; while :; do sleep 0.1; done");
		await until("its event", async () => (await s.events("quiet")).length === 1);
		expect(await s.monitor("quiet")).toMatchObject({ state: "running" });
		expect((await s.cli("kill", "quiet")).code).toBe(0);
		expect(await s.ended("quiet")).toMatchObject({ state: "killed", signal: "SIGTERM" });
	}));

test("a flood is folded and counted, and others are on time", () =>
	withSession(async (s) => {
		const screen = await s.open({ cols: 160, rows: 40 });
		await s.runSpeaker("calm");
		await s.run("flood", "yes flood");
		await screen.paneShows("flood", /‼/);
		const [first] = await until("a suppression", async () => {
			const found = (await s.events("flood")).filter(({ verdict }) => verdict === "suppressed");
			return found.length > 0 && found;
		});
		expect(first?.lines).toBeGreaterThan(100);
		s.say("calm", "on time");
		await screen.paneShows("calm", /on time +held/);
		await screen.focus("flood");
		screen.press("X");
		await screen.shows(/sure\?|SIGKILL/);
		screen.press("y");
		await screen.paneShows("flood", /■ SIGKILL/);
	}));
