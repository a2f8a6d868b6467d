import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { headerBytes, writeHeader } from "../../src/host/journal/raw/record.ts";
import { readOnly, smallDisk } from "./drivers/disks.ts";
import { serveOldVersion } from "./drivers/old-host.ts";
import { starter } from "./drivers/place.ts";
import { isAlive } from "./drivers/processes.ts";
import { type TestSession, withSession } from "./drivers/session.ts";
import { until } from "./drivers/until.ts";

/** A log file with one piece of output. */
function logOf(text: string): Buffer {
	const header = Buffer.alloc(headerBytes);
	writeHeader(header, 0, { kind: "stdout", length: Buffer.byteLength(text) });
	return Buffer.concat([header, Buffer.from(text)]);
}

const runTrue = (s: TestSession, env: Record<string, string>) => s.startIn({ env }, "run", "--", "true").ended;

test("a runtime directory that cannot be used", () =>
	withSession(async (s) => {
		const file = join(s.place.root, "file");
		writeFileSync(file, "");
		const under = await runTrue(s, { XDG_RUNTIME_DIR: file });
		expect(under).toMatchObject({ code: 1, stdout: "" });
		expect(under.stderr).toMatch(/cannot make .*file\/monmux.*\n.*XDG_RUNTIME_DIR/);

		const long = join(s.place.root, "x".repeat(100));
		mkdirSync(long);
		const far = await runTrue(s, { XDG_RUNTIME_DIR: long });
		expect(far).toMatchObject({ code: 1, stdout: "" });
		expect(far.stderr).toMatch(/socket's path is too long \(\d+ bytes, at most 103\).*\nSet XDG_RUNTIME_DIR/s);

		const state = await runTrue(s, { XDG_STATE_HOME: file });
		expect(state).toMatchObject({ code: 1, stdout: "" });
		expect(state.stderr).toMatch(/XDG_STATE_HOME/);
	}));

test.each(["HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME"])(
	"%s in a place that takes no directories is refused, and nothing spins",
	(name) =>
		withSession(async (s) => {
			const places = { XDG_STATE_HOME: "", XDG_RUNTIME_DIR: "", XDG_CONFIG_HOME: "", XDG_CACHE_HOME: "" };
			const env = { ...(name === "HOME" ? places : {}), [name]: "/proc/1" };
			const { code, stderr } = await s.startIn({ env }, "--headless").ended;
			expect([code === 1 || code === 2, stderr]).toEqual([true, expect.stringContaining("/proc/1")]);
			const doctor = await s.startIn({ env }, "doctor").ended;
			if (name !== "XDG_CONFIG_HOME") expect(doctor.stdout).toMatch(/^PROBLEM places .*\/proc\/1/m);
			expect(doctor.code).toBe(name === "XDG_CONFIG_HOME" ? 0 : 1);
		}),
);

test("a socket that a killed host left is no session", () =>
	withSession(async (s) => {
		await s.run("t", "echo before; read");
		await until("the journal to hold it", async () => (await s.cli("export")).stdout.includes("before"));
		await until("the log to hold it", () => readFileSync(join(s.paths.logs, "m1"), "utf8").includes("before"));
		await s.killHost();
		expect(existsSync(s.paths.socket)).toBe(true);
		expect((await s.cli("ls")).code).toBe(3);
		await s.run("again", "read");
		expect((await s.cliJson("ls")).map(({ name, state }) => [name, state])).toEqual([
			["t", "killed"],
			["again", "running"],
		]);
		expect((await s.cli("logs", "t")).stdout).toBe("before\n");
		await s.cli("restart", "t");
		await until("both runs in the log", async () => (await s.cli("logs", "t")).stdout === "before\nbefore\n");
	}));

test("a host whose socket was taken away is named, since no command reaches it", () =>
	withSession(async (s) => {
		await s.run("t", "read");
		const pid = await s.hostPid();
		rmSync(s.paths.socket);
		const { code, stderr } = await s.cli("run", "--", "true");
		expect([code, stderr]).toEqual([1, expect.stringMatching(`process ${pid}[^]*End that process`)]);
		process.kill(pid, "SIGTERM");
		await until("the host to be gone", () => !existsSync(`/proc/${pid}`) || !isAlive(pid));
		await s.run("again", "read");
	}));

test("output that cannot be written is a failure, and a reader that left is none", () =>
	withSession(async (s) => {
		await s.run("t", "read");
		const shell = (redirect: string) => s.startProgram("bash", "-c", `"$@" ${redirect}`, "bash", ...starter, "ls");
		expect(await shell(">/dev/full").ended).toMatchObject({ code: 1, stderr: expect.stringContaining("ENOSPC") });
		expect((await shell("| true; exit $PIPESTATUS").ended).code).toBe(0);
	}));

test("a host of another version says what to do", () =>
	withSession(async (s) => {
		const stop = await serveOldVersion(s.paths);
		try {
			const { code, stderr } = await s.cli("ls");
			expect(code).toBe(1);
			expect(stderr).toMatch(/host is monmux 0\.0\.1, and this is monmux \d.*\n.*stop/);
			expect((await s.cli("run", "--", "true")).code).toBe(1);
			expect((await s.cli("doctor")).stdout).toMatch(/PROBLEM session +.*0\.0\.1/);
		} finally {
			await stop();
		}
	}));

test("something else on the socket does not hang a command", () =>
	withSession(async (s) => {
		mkdirSync(s.paths.runtime, { recursive: true, mode: 0o700 });
		const server = createServer((socket) => socket.resume().end("HTTP/1.1 400 Bad Request\r\n\r\n"));
		await new Promise<void>((resolve) => server.listen(s.paths.socket, resolve));
		try {
			expect(await s.cli("ls")).toMatchObject({ code: 1, stderr: expect.stringContaining("monmux") });
		} finally {
			await new Promise((resolve) => server.close(resolve));
		}
	}));

test("a journal of garbage is put aside, and the session says where", () =>
	withSession(async (s) => {
		mkdirSync(s.paths.logs, { recursive: true, mode: 0o700 });
		writeFileSync(join(s.paths.logs, "m1"), logOf("of the lost session\n"));
		writeFileSync(s.paths.journal, "no journal\n".repeat(1000));
		await s.run("t", "read");
		const aside = readdirSync(s.paths.state).find((name) => /^journal.*(damaged|broken|corrupt)/.test(name));
		expect(aside).toBeDefined();
		expect((await s.transcript()).map(({ text }) => text).join("\n")).toContain(aside);
		expect((await s.cli("logs", "t")).stdout).toBe("");
		expect(readFileSync(join(`${s.paths.logs}.corrupt-1`, "m1"), "utf8")).toContain("of the lost session");
	}));

test("a journal that cannot be written", () =>
	withSession(async (s) => {
		mkdirSync(s.paths.state, { recursive: true, mode: 0o700 });
		writeFileSync(s.paths.journal, "");
		chmodSync(s.paths.journal, 0o400);
		const screen = await s.open({
			command: [...readOnly(s.place.state), ...starter],
			ready: /monmux: /,
		});
		expect(await screen.terminal.exited).toMatchObject({ exitCode: 1 });
		expect(screen.terminal.screen().join("\n")).toContain("XDG_STATE_HOME");
	}));

test("a full disk stops no monitor, and the screen says so", () =>
	withSession(async (s) => {
		const screen = await s.open({ cols: 160, command: [...smallDisk(s.place.state, 400_000), ...starter] });
		screen.write("/run while :; do head -c 2000 /dev/urandom | base64 -w 1500; sleep 0.01; done");
		await screen.talkShows("disk is full");
		await screen.paneShows("while", /●/);
		screen.press("Ctrl+c", "Ctrl+c");
		await screen.shows(/stop everything/);
		screen.press("s");
		expect(await screen.terminal.exited).toMatchObject({ exitCode: 0 });
		await until("the directory to be left alone", () => readdirSync(s.place.state).length === 0);
	}));
