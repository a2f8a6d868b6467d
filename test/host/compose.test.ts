import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { Place } from "./place.ts";
import { pidsWith } from "./sandbox/support/until.ts";
import { failureOf, until, unwrap } from "./scene.ts";

describe("a host", () => {
	test("runs a monitor, holds its events, hands them to the agent when told, and ends it", async () => {
		const place = new Place();
		const host = await place.open();
		const id = host.run(place, "echo 'Tests 1 failed | 2 passed'; read -r");
		await until("the event", () => host.texts(id).length === 1);
		expect(host.monitor(id)).toMatchObject({ state: "running", sandboxed: true, counts: { held: 1 } });
		host.does({ type: "forward-held", monitor: id });
		await until("the answer", () => host.talk.some((message) => message.startsWith("agent: ")));
		expect(host.talk[0]).toBe("monitor: script · 1 event\nTests 1 failed | 2 passed");
		await until("the end of the turn", () => host.conversation.turn === undefined);
		host.does({ type: "stop", monitors: [id], how: "term" });
		await host.ends(id);
		expect(host.monitor(id).state).toBe("killed");
		expect(host.texts(id).at(-1)).toMatch(/^(exit|ended|stopped|killed|SIG)/i);
	});

	test("answers the person, who can type to a busy one", async () => {
		const host = await new Place().open();
		host.does({ type: "send", text: "status" });
		host.does({ type: "send", text: "help" });
		await until("both turns", () => host.entries.filter((entry) => entry.type === "turn-ended").length === 2);
		expect(host.conversation.turn).toBeUndefined();
	});

	test("forwards by itself where the policy says so, one turn at a time", async () => {
		const place = new Place();
		const host = await place.open();
		const id = host.run(place, "for i in 1 2 3; do echo line $i; sleep 0.08; done", { policy: "auto" });
		await host.ends(id);
		const told = (): boolean => host.monitor(id).events.every((event) => event.deliveredAt !== undefined);
		await until("the end of the turns", () => told() && host.conversation.turn === undefined);
		expect(host.texts(id).at(-1)).toContain("exit 0");
	});

	test("runs it again, and its pane goes on", async () => {
		const place = new Place();
		const host = await place.open();
		const id = host.run(place, "echo once; exit 3");
		await host.ends(id);
		expect(host.monitor(id)).toMatchObject({ state: "exited", exitCode: 3 });
		host.does({ type: "restart", monitors: [id] });
		expect(host.monitor(id)).not.toHaveProperty("exitCode");
		await until("the second end", () => host.monitor(id).runs === 2 && host.monitor(id).state !== "running");
		expect(host.texts(id).filter((text) => text === "once")).toHaveLength(2);
	});

	test("restarts a running one: it ends first", async () => {
		const place = new Place();
		const host = await place.open();
		const id = host.run(place, "echo up; read -r");
		await until("up", () => host.texts(id).includes("up"));
		host.does({ type: "restart", monitors: [id] });
		await until(
			"the second run",
			() => host.monitor(id).runs === 2 && host.texts(id).filter((text) => text === "up").length === 2,
		);
		expect(host.monitor(id).state).toBe("running");
	});

	test("tells a silence in time, also when the machine's clock is set back meanwhile", async () => {
		const { now } = Date;
		let back = 0;
		onTestFinished(() => void Object.assign(Date, { now }));
		Object.assign(Date, { now: () => now() - back });
		const place = new Place();
		const host = await place.open();
		const id = host.run(place, "read -r", { caps: { silenceMs: 300 } });
		back = 3_600_000;
		await until("the silence", () => host.texts(id).length === 1);
		expect(host.texts(id)[0]).toBe("no line for 300ms");
	});

	test("counts the lines that came after the last event of a monitor", async () => {
		const place = new Place();
		const host = await place.open();
		const script = "trap 'for i in 1 2 3; do echo late; done; exit' TERM; echo x; while :; do sleep 0.05; done";
		const id = host.run(place, script, { caps: { maxEvents: 1 } });
		await host.ends(id);
		expect(host.texts(id).at(-1)).toContain(": its 1 events are used up, and 3 lines came after them");
	});

	test("ends a monitor by its caps, and says so", async () => {
		const place = new Place();
		const host = await place.open();
		const late = host.run(place, "read -r", { name: "late", caps: { timeoutMs: 50 } });
		const chatty = host.run(place, "while sleep 0.06; do echo x; done", { name: "chatty", caps: { maxEvents: 2 } });
		await host.ends(late);
		await host.ends(chatty);
		expect(host.monitor(late)).toMatchObject({ state: "killed", reason: "its time of 0.05 s is over" });
		expect(host.monitor(chatty)).toMatchObject({ state: "killed", reason: "its 2 events are used up" });
		// Counted by kind: on a busy machine two lines may come as one event.
		expect(host.monitor(chatty).events.filter(({ kind }) => kind === "output")).toHaveLength(2);
		expect(host.texts(chatty).at(-1)).toContain(": its 2 events are used up");
	});

	test("a script that ignores TERM is killed after the grace, its children with it", async () => {
		const place = new Place();
		const host = await place.open();
		const marker = `marker${process.pid}x${Date.now()}`;
		const id = host.run(place, `trap '' TERM; (exec -a ${marker} sleep 600) & echo up; while :; do sleep 1; done`);
		await until("the child", () => pidsWith(marker).length > 0 && host.texts(id).includes("up"));
		host.does({ type: "stop", monitors: [id], how: "term" });
		host.does({ type: "stop", monitors: [id], how: "kill" });
		await host.ends(id);
		await until("no process", () => pidsWith(marker).length === 0);
		expect(host.monitor(id)).toMatchObject({ state: "killed", signal: "SIGKILL" });
	});

	test("without a sandbox, by the person's own word, marks its monitors", async () => {
		const place = new Place();
		const host = await place.open({ sandbox: "off" });
		const id = host.run(place, "true");
		await host.ends(id);
		expect(host.monitor(id).sandboxed).toBe(false);
	});

	test("ends when it is left alone, but not while something runs", async () => {
		const place = new Place();
		const host = await place.open({ limits: { idleMs: 150 } });
		const id = host.run(place, "sleep 0.4");
		await host.ends(id);
		await host.end.done;
		expect(failureOf(host.session.dispatch({ type: "interrupt" })).code).toBe("not-allowed");
		unwrap(await place.try()).end.stopSession();
	});

	test("an idle time that no timer can hold does not end it at once", async () => {
		const host = await new Place().open({ limits: { idleMs: 2 ** 40 } });
		let over = false;
		void host.end.done.then(() => {
			over = true;
		});
		host.does({ type: "send", text: "status" });
		await until("an answer", () => host.talk.length > 1);
		expect(over).toBe(false);
	});
});

describe("a monitor that cannot be started says why, and the session goes on", () => {
	const rows: [name: string, spec: object, code: string, message: string][] = [
		["a command that does not exist", { command: ["no-such-command"] }, "command-not-found", "no-such-command"],
		["an invalid pattern", { match: "(" }, "bad-pattern", "("],
		["a directory that is the root", { cwd: "/" }, "bad-directory", "root"],
		["a directory that is gone", { cwd: "/no/such/place" }, "bad-directory", "/no/such/place"],
		["a path that the sandbox never shows", { sandbox: { read: ["relative"] } }, "not-allowed", "relative"],
	];
	for (const [name, spec, code, message] of rows) {
		test(name, async () => {
			const place = new Place();
			const host = await place.open();
			const id = host.run(place, "true", {});
			await host.ends(id);
			const whole = {
				...host.monitor(id).spec,
				name: "broken",
				...spec,
			} as (typeof host.session.state.monitors)[string]["spec"];
			const sandbox = { ...host.monitor(id).spec.sandbox, ...whole.sandbox };
			const broken = host.does({ type: "start", spec: { ...whole, sandbox }, anyName: false });
			expect(host.monitor(broken)).toMatchObject({ state: "failed", failure: { code } });
			expect(host.monitor(broken).failure?.message).toContain(message);
			expect(host.run(place, "true", { name: "next" })).toBe("m3");
		});
	}

	test("a name twice is refused", async () => {
		const place = new Place();
		const host = await place.open();
		const id = host.run(place, "read -r", { name: "tests" });
		const again = host.session.dispatch({ type: "start", spec: host.monitor(id).spec, anyName: false });
		expect(failureOf(again)).toMatchObject({ code: "name-taken", message: 'a monitor named "tests" is running' });
	});
});

describe("no host", () => {
	test("beside another one: it goes on", async () => {
		const place = new Place();
		const host = await place.open();
		expect(failureOf(await place.try())).toMatchObject({ code: "host-running" });
		expect(host.run(place, "true")).toBe("m1");
	});

	const rows: [name: string, spoil: (place: Place) => object, code: string, message: string][] = [
		["in the root", () => ({ cwd: "/" }), "bad-directory", "root"],
		["in the home", (place) => ({ cwd: place.home }), "bad-directory", "your home"],
		["above the home", (place) => ({ cwd: place.root }), "bad-directory", "contains your home"],
		[
			"where its own files are",
			(place) => ({ cwd: mkdir(join(place.root, "state", "monmux")) }),
			"bad-directory",
			"monmux itself",
		],
		["where nothing is", (place) => ({ cwd: join(place.root, "gone") }), "bad-directory", "does not exist"],
		[
			"with a state directory that cannot be made",
			(place) => env(place, { XDG_STATE_HOME: file(place, "in-the-way") }),
			"runtime-directory",
			"in-the-way",
		],
		[
			"with a runtime directory that cannot be made",
			(place) => env(place, { XDG_RUNTIME_DIR: file(place, "in-the-way") }),
			"runtime-directory",
			"in-the-way",
		],
		[
			"with a socket's path that is too long",
			(place) => env(place, { XDG_RUNTIME_DIR: join(place.root, "r".repeat(90)) }),
			"runtime-directory",
			"too long",
		],
		[
			"with a wrong configuration",
			(place) => config(place, '{"scrollback": "x"}'),
			"bad-usage",
			"config.json: scrollback",
		],
		["with a configuration that is no JSON", (place) => config(place, "{"), "bad-usage", "config.json cannot be read"],
		["with a wrong project file", (place) => project(place, '{"sandbox":"off"}'), "bad-usage", "monmux.json"],
		["without bubblewrap", (place) => env(place, { PATH: place.cwd }), "sandbox-unavailable", ""],
	];
	for (const [name, spoil, code, message] of rows) {
		test(name, async () => {
			const place = new Place();
			const failure = failureOf(await place.try(spoil(place)));
			expect(failure.code).toBe(code);
			expect(failure.message).toContain(message);
			expect(failure.remedy).toBeTruthy();
		});
	}

	test("whose socket cannot be made; what it held is given back", async () => {
		const place = new Place();
		mkdirSync(place.paths.token, { recursive: true });
		expect(failureOf(await place.try())).toMatchObject({ code: "runtime-directory" });
		rmSync(place.paths.token, { recursive: true });
		const host = await place.open();
		expect(host.session.state.cwd).toBe(place.cwd);
	});
});

function mkdir(path: string): string {
	mkdirSync(path, { recursive: true });
	return path;
}

function file(place: Place, name: string): string {
	const path = join(place.root, name);
	writeFileSync(path, "");
	return path;
}

function env(place: Place, change: Record<string, string>): object {
	return { env: { ...place.env, ...change } };
}

function config(place: Place, text: string): object {
	writeFileSync(join(mkdir(join(place.home, ".config", "monmux")), "config.json"), text);
	return {};
}

function project(place: Place, text: string): object {
	writeFileSync(join(place.cwd, "monmux.json"), text);
	return {};
}
