import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { processesCalled } from "./drivers/processes.ts";
import { type TestSession, withSession } from "./drivers/session.ts";
import { until } from "./drivers/until.ts";

/** The bound of the test; what is measured is far below, and printed when it is not. */
const boundMs = 5000;

const kinds = ["plain", "setsid", "daemon", "stubborn"];

/** Starts a monitor with children of every stubborn kind, and waits for all of them. Gives the mark in their arguments. */
async function runFamily(s: TestSession, end = "wait"): Promise<string> {
	const mark = s.place.root.replaceAll("/", "-");
	const child = (kind: string) => `exec -a ${mark}-${kind} sleep 1000`;
	const script = [
		`(${child("plain")}) &`,
		`setsid bash -c '${child("setsid")}' &`,
		`(setsid bash -c '(${child("daemon")}) &' &)`,
		`(trap "" TERM HUP INT; ${child("stubborn")}) &`,
		`echo up; ${end}`,
	].join("\n");
	await s.run("family", script);
	const living = () => kinds.every((kind) => processesCalled(`${mark}-${kind} `).length > 0);
	await until("every child to live", living);
	return mark;
}

async function goneWithin(mark: string): Promise<number> {
	const from = performance.now();
	await until("no child to be left", () => processesCalled(mark).length === 0, boundMs);
	return performance.now() - from;
}

test("X leaves no process of a monitor", () =>
	withSession(async (s) => {
		const mark = await runFamily(s);
		const screen = await s.open();
		await screen.paneShows("family", /up +held/);
		await screen.focus("family");
		screen.press("X");
		await screen.shows(/held/);
		screen.press("y");
		expect(await goneWithin(mark)).toBeLessThan(boundMs);
		await screen.paneShows("family", /■ SIGKILL/);
	}));

test("a script that ignores TERM has its grace, then it ends", () =>
	withSession(async (s) => {
		const mark = await runFamily(s, "trap 'echo not yet' TERM; while :; do wait; done");
		const from = performance.now();
		expect((await s.cli("kill", "family")).code).toBe(0);
		await goneWithin(mark);
		expect(performance.now() - from).toBeGreaterThan(1900);
		expect(await s.ended("family")).toMatchObject({ state: "killed", signal: "SIGKILL" });
		expect((await s.events("family")).map(({ text }) => text)).toContainEqual(expect.stringContaining("not yet"));
	}));

test("a killed host leaves no process, and the next one says what ended", () =>
	withSession(async (s) => {
		const mark = await runFamily(s);
		// The journal is written in groups; what came in the last moment before a SIGKILL is not in it yet.
		await until("the journal", async () => (await s.cli("export")).stdout.includes('"monitor-started"'));
		await s.killHost();
		expect(await goneWithin(mark)).toBeLessThan(boundMs);
		const screen = await s.open();
		await screen.paneShows("family", /■ SIGKILL/);
		await screen.talkShows("The host had ended.");
	}));

test("a host that is killed while its monitors start leaves nothing of them", () =>
	withSession(async (s) => {
		const mark = s.place.root.replaceAll("/", "-");
		const names = ["one", "two", "three", "four"];
		for (const name of names) {
			await s.run(name, `[ -e go ] || exit 0; exec -a ${mark}-x sleep 1000`);
			await s.ended(name);
		}
		writeFileSync(join(s.place.project, "go"), "");
		const restart = s.start("restart", ...names);
		// The launchers show the script among their arguments before it runs.
		await until("the first launch", () => processesCalled(`${mark}-x`).length > 0);
		await s.killHost();
		await restart.ended;
		await until("nothing of them to be left", () => processesCalled(`${mark}-x`).length === 0, boundMs);
	}));

test("stop leaves no process, no socket and a session that is over", () =>
	withSession(async (s) => {
		const mark = await runFamily(s);
		const pid = await s.hostPid();
		expect(await s.cli("stop")).toEqual({ code: 0, stdout: "", stderr: "" });
		expect(processesCalled(mark)).toEqual([]);
		await until("the host to be gone", () => processesCalled(s.place.project).every((one) => one.pid !== pid), boundMs);
		expect((await s.cli("stop")).code).toBe(3);
		await s.run("next", "true");
		expect((await s.cliJson("ls")).map(({ name }) => name)).toEqual(["next"]);
	}));

test("runs that are over leave no descriptor open in the host", () =>
	withSession(async (s) => {
		const run = async () => expect((await s.cli("run", "--name", "t", "--wait", "--", "true")).code).toBe(0);
		await run();
		const open = `/proc/${await s.hostPid()}/fd`;
		const before = readdirSync(open).length;
		for (let n = 0; n < 4; n += 1) await run();
		await until("as few descriptors as before", () => readdirSync(open).length <= before);
	}));
