import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { hasBegun, killSandbox, listScriptProcesses, signalScript } from "../../../src/host/sandbox/processes.ts";
import { monitorSpecSchema } from "../../../src/model/monitor.ts";
import { Playground } from "./support/playground.ts";
import { PtyRun } from "./support/pty-run.ts";
import { pidsWith, until } from "./support/until.ts";

const place = new Playground();
const runs: PtyRun[] = [];
let marker = "";
let count = 0;

beforeEach(() => {
	count += 1;
	marker = `monmux-test-${process.pid}-${count}`;
});
afterEach(() => {
	for (const run of runs.splice(0)) killSandbox(run.pty.pid);
});
afterAll(() => place.dispose());

/** A plain, a session-leading, a double-forked and a deaf child, each with the marker in its command line. */
function familyScript(): string {
	const child = (name: string) => `perl -e 'sleep 300' ${marker} ${name}`;
	return [
		`${child("plain")} &`,
		`setsid ${child("setsid")} &`,
		`(setsid bash -c "${child("forked")} & disown; exit 0" &)`,
		`perl -e '$SIG{TERM}=$SIG{HUP}="IGNORE"; sleep 300' ${marker} deaf &`,
		"echo family; wait; sleep 300",
	].join("\n");
}

function family(mode: "on" | "off"): PtyRun {
	const run = new PtyRun(place.planned(["/bin/bash", "-c", familyScript()], { sandbox: { mode } }));
	runs.push(run);
	return run;
}

/** The perl processes alone, without the shells that quote them. */
function members(): readonly number[] {
	const own = new Set(pidsWith(`\0${marker}\0`));
	return pidsWith("perl\0").filter((pid) => own.has(pid));
}

describe.each(["on", "off"] as const)("with the sandbox %s", (mode) => {
	test("all kinds of children are found and end at once", async () => {
		const run = family(mode);
		await until("four children", () => members().length === 4);
		const listed = listScriptProcesses(run.pty.pid);
		expect(listed).toEqual(expect.arrayContaining([...members()]));
		expect(listed.includes(run.pty.pid)).toBe(mode === "off");
		expect(listed).not.toContain(process.pid);
		killSandbox(run.pty.pid);
		await until("no child left", () => members().length === 0, 2000);
		await run.ends();
	});

	test("a signal reaches every process but not the launcher", async () => {
		const script = "trap 'echo got-term; exit 5' TERM; echo ready; while :; do read -t 0.1 _; done";
		const run = new PtyRun(place.planned(["/bin/bash", "-c", script], { sandbox: { mode } }));
		runs.push(run);
		await run.says("ready");
		signalScript(run.pty.pid, "SIGTERM");
		expect((await run.ends()).exitCode).toBe(5);
		expect(run.output).toContain("got-term");
	});
});

describe("at any moment of a start", () => {
	// Without a sandbox there is one program after the other, and fewer moments that differ.
	const moments = { on: Array.from({ length: 30 }, (_, ms) => ms), off: [0, 5, 10, 15, 20, 25] };

	/** The moments are what varies here: each run is ended so many milliseconds after its spawn. */
	async function endEach(mode: "on" | "off", end: (pid: number) => void): Promise<void> {
		const ending = moments[mode].map(async (ms) => {
			const run = new PtyRun(place.planned(["/bin/bash", "-c", familyScript()], { sandbox: { mode } }));
			runs.push(run);
			await new Promise((resolve) => setTimeout(resolve, ms));
			end(run.pty.pid);
			await run.ends();
		});
		await Promise.all(ending);
		await until("no process left", () => pidsWith(marker).length === 0);
	}

	test.each(["on", "off"] as const)("a kill leaves nothing, with the sandbox %s", (mode) => endEach(mode, killSandbox));

	// Without a sandbox a script that is signalled may leave what it has just begun; only a kill looks more than once.
	test("a request to end either reaches the script or ends the launch", () =>
		endEach("on", (pid) => {
			if (hasBegun(pid)) signalScript(pid, "SIGKILL");
			else killSandbox(pid);
		}));
});

test("nothing survives the death of the host", async () => {
	const host = startHost();
	try {
		await until("four children", () => members().length === 4);
		host.kill("SIGKILL");
		await until("no child left", () => members().length === 0, 2000);
		await until(
			"no launcher left",
			() => pidsWith(marker).every((pid) => pid === process.pid || pid === host.pid),
			2000,
		);
	} finally {
		host.kill("SIGKILL");
	}
});

test("a process that is gone is no error", async () => {
	const child = spawn("true");
	const pid = child.pid ?? 0;
	await new Promise((resolve) => child.once("exit", resolve));
	expect(listScriptProcesses(pid)).toEqual([]);
	expect(() => signalScript(pid, "SIGTERM")).not.toThrow();
	expect(() => killSandbox(pid)).not.toThrow();
});

test("only a child of ours has processes to signal", () => {
	// These only look: what must never be signalled is never put at risk by a test.
	for (const pid of [0, -1, 1, 1.5, Number.NaN, process.pid, process.ppid])
		expect(listScriptProcesses(pid)).toEqual([]);
});

test("a process that is not our child is left alone", async () => {
	const parent = spawn("/bin/bash", ["-c", `perl -e 'sleep 300' ${marker} & wait`], { stdio: "ignore" });
	try {
		await until("a grandchild", () => members().length === 1);
		const [grandchild = 0] = members();
		killSandbox(grandchild);
		signalScript(grandchild, "SIGKILL");
		expect(listScriptProcesses(grandchild)).toEqual([]);
		expect(members()).toEqual([grandchild]);
		expect(listScriptProcesses(parent.pid ?? 0)).toEqual(expect.arrayContaining([parent.pid, grandchild]));
	} finally {
		for (const pid of members()) process.kill(pid, "SIGKILL");
		parent.kill("SIGKILL");
	}
});

/** A host of its own, with one monitor. Its own command line carries the marker as well. */
function startHost(): ChildProcess {
	const spec = monitorSpecSchema.parse({
		name: "family",
		command: ["/bin/bash", "-c", familyScript()],
		cwd: place.project,
	});
	const request = {
		spec,
		project: place.project,
		hostEnv: { PATH: "/usr/bin:/bin" },
		home: place.home,
		bwrap: "/usr/bin/bwrap",
		run: {
			id: "m1",
			name: "family",
			traceparent: `00-${"a".repeat(32)}-${randomBytes(8).toString("hex")}-00`,
			host: "mark",
		},
		privatePaths: [place.state],
	};
	const file = fileURLToPath(new URL("./support/spawner.ts", import.meta.url));
	return spawn(process.execPath, [file, JSON.stringify(request)], { stdio: "ignore" });
}
