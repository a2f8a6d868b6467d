import { open } from "node-pty";
import { afterAll, afterEach, expect, test } from "vitest";
import { killSandbox } from "../../../src/host/sandbox/processes.ts";
import { Playground, type RunOptions } from "./support/playground.ts";
import { PtyRun } from "./support/pty-run.ts";
import { until } from "./support/until.ts";

const place = new Playground();
const runs: PtyRun[] = [];
afterEach(() => {
	for (const run of runs.splice(0)) killSandbox(run.pty.pid);
});
afterAll(() => place.dispose());

function start(script: string, options: RunOptions = {}): PtyRun {
	const run = new PtyRun(place.planned(["/bin/bash", "-c", script], options));
	runs.push(run);
	return run;
}

test("there is a controlling terminal", async () => {
	const run = start("echo to-the-tty > /dev/tty; [ -t 0 ] && [ -t 1 ] && [ -t 2 ] && echo all-ttys; stty size");
	expect((await run.ends()).exitCode).toBe(0);
	expect(run.output).toContain("to-the-tty");
	expect(run.output).toContain("all-ttys");
	expect(run.output).toContain("24 80");
});

test("a resize arrives", async () => {
	const run = start("trap 'stty size; exit 7' WINCH; echo ready; while :; do read -t 0.1 _; done");
	await run.says("ready");
	run.pty.resize(101, 33);
	await run.says("33 101");
	expect((await run.ends()).exitCode).toBe(7);
});

test("Ctrl-C reaches the handler and its exit code survives", async () => {
	const run = start("trap 'echo clean-up; exit 42' INT; echo ready; while :; do read -t 0.1 _; done");
	await run.says("ready");
	run.pty.write("\x03");
	expect((await run.ends()).exitCode).toBe(42);
	expect(run.output).toContain("clean-up");
});

test("Ctrl-C ends a script without a handler", async () => {
	const run = start("echo ready; read never");
	await run.says("ready");
	run.pty.write("\x03");
	expect((await run.ends()).exitCode).toBe(130);
});

test("job control works", async () => {
	const run = start("set -m; sleep 30 & jobs; kill %1; wait %1; echo ended $?");
	await run.says("ended 143");
	expect(run.output).toContain("Running");
	await run.ends();
});

test("stderr is a terminal of its own", async () => {
	const pair = open({ cols: 80, rows: 24, encoding: null });
	let heard = "";
	pair.master.on("data", (chunk: Buffer) => {
		heard += chunk.toString("utf8");
	});
	try {
		for (const mode of ["on", "off"] as const) {
			const script = `perl -e 'print STDERR -t STDERR ? "err-tty-${mode}\\n" : "no\\n"; print "to-out\\n"'`;
			const run = start(script, { stderrTty: pair.ptsName, sandbox: { mode } });
			expect((await run.ends()).exitCode).toBe(0);
			expect(run.output).toContain("to-out");
			expect(run.output).not.toContain("err-tty");
			await until("the words on stderr", () => heard.includes(`err-tty-${mode}`));
		}
	} finally {
		pair.master.destroy();
		pair.slave.destroy();
	}
});

test("a terminal for stderr that is none is refused", () => {
	const plan = place.plan(["true"], { stderrTty: "/tmp/file" });
	expect(plan).toMatchObject({ ok: false, failure: { code: "internal" } });
});

test("typing into the terminal through ioctl is refused", async () => {
	const run = start(`perl -e 'ioctl(STDIN, 0x5412, my $c = "x") or print "refused: $!\\n"'`);
	await run.ends();
	expect(run.output).toContain("refused: ");
});
