import { describe, expect, test } from "vitest";
import { notify, request } from "../../../src/wire/connection.ts";
import { notifications, requests } from "../../../src/wire/protocol.ts";
import { failureOf, shell, until, unwrap } from "../scene.ts";
import { attached, type Client, Rig } from "./rig.ts";

const pane = { monitor: "m1", cols: 80, rows: 10, offset: 0 };

describe("a command", () => {
	test("is carried out, and a start gives the id", async () => {
		const rig = await new Rig().open();
		const client = await attached(rig);
		expect(unwrap(await client.command({ type: "start", spec: shell("a", "true"), anyName: false }))).toEqual({
			monitor: "m1",
		});
		expect(unwrap(await client.command({ type: "send", text: "hi" }))).toEqual({});
	});

	test("that is refused says why", async () => {
		const client = await attached(await new Rig().open());
		expect(failureOf(await client.command({ type: "forward", events: ["e1"] }))).toEqual({
			code: "unknown-event",
			message: "no event e1",
			remedy: "monmux events lists them with their ids.",
		});
	});

	const wrong: [name: string, input: unknown][] = [
		["of no known kind", { type: "explode" }],
		["that only the host may say", { type: "monitor-ended", monitor: "m1" }],
		["with a value of the wrong kind", { type: "forward", events: "e1" }],
		["with nothing to act on", { type: "forward", events: [] }],
		["with an empty text", { type: "send", text: "" }],
		["that is nothing", null],
	];
	for (const [name, input] of wrong) {
		test(`${name} is refused and changes nothing`, async () => {
			const rig = await new Rig().open();
			const client = await attached(rig);
			const before = rig.session.state;
			expect(failureOf(await client.command(input as never)).code).toBe("bad-usage");
			expect(rig.session.state).toBe(before);
		});
	}
});

describe("a watcher", () => {
	test("sees and may not act", async () => {
		const rig = await new Rig().open();
		rig.start(shell("a", "stty size; read -r line; echo got $line"));
		const watcher = await attached(rig, { kind: "person", watch: true });
		const refused = failureOf(await watcher.command({ type: "stop", monitors: ["m1"], how: "kill" }));
		expect(refused).toMatchObject({ code: "not-allowed", message: "this view only watches" });
		expect(failureOf(await request(watcher.connection, requests.stopSession, undefined as never)).code).toBe(
			"not-allowed",
		);
		await notify(watcher.connection, notifications.input, {
			monitor: "m1",
			data: Buffer.from("x\r").toString("base64"),
		});
		unwrap(await watcher.view([pane]));
		await until("rows", () => watcher.frames.length > 0);
		expect(rig.monitors.get("m1")?.screen.size).toEqual({ cols: 100, rows: 30 });
		expect(rig.monitors.get("m1")?.run).toBeDefined();
		expect(rig.stops).toBe(0);
	});
});

describe("the person", () => {
	test("may end the session", async () => {
		const rig = await new Rig().open();
		const client = await attached(rig);
		unwrap(await request(client.connection, requests.stopSession, undefined as never));
		expect(rig.stops).toBe(1);
	});

	test("types into a script, and into nothing without harm", async () => {
		const rig = await new Rig().open();
		rig.start(shell("a", 'read -r line; echo "got $line"'));
		const client = await attached(rig);
		const type = (monitor: string, text: string): Promise<boolean> =>
			notify(client.connection, notifications.input, { monitor, data: Buffer.from(text).toString("base64") });
		await type("m9", "nobody\r");
		await type("m1", "hällo\r");
		await until(
			"the answer",
			() => client.state?.monitors.m1?.events.some((event) => event.text.includes("got hällo")) ?? false,
		);
		await until("the end", () => rig.endings.length === 1);
		await type("m1", "too late\r");
		expect(unwrap(await client.view([]))).toBeNull();
	});

	test("gives the script's terminal the size of its pane", async () => {
		const rig = await new Rig().open();
		rig.start(shell("a", "trap 'stty size' WINCH; echo ready; while :; do read -rt 1; done"));
		const client = await attached(rig, { kind: "person" });
		await until("ready", () => client.state?.monitors.m1?.events.length === 1);
		unwrap(await client.view([{ ...pane, cols: 66, rows: 12 }]));
		await until("the new size", () => client.state?.monitors.m1?.events.at(-1)?.text.includes("12 66") ?? false);
	});

	test("may not ask for a pane of no size", async () => {
		const client = await attached(await new Rig().open());
		expect(failureOf(await client.view([{ ...pane, cols: 0 }]))).toMatchObject({ code: "bad-usage" });
		expect(failureOf(await client.view([{ ...pane, offset: -1 }])).message).toContain("panes.0.offset");
	});
});

describe("a login", () => {
	test("is planned for whoever may act, and for nobody else", async () => {
		const rig = await new Rig().open();
		const client = await attached(rig);
		const ask = (from: Client, method: string) => request(from.connection, requests.login, { method });
		expect(unwrap(await ask(client, "shell"))).toMatchObject({
			agent: "playbook",
			method: "shell",
			command: ["login"],
		});
		expect(failureOf(await ask(client, "nope")).message).toBe('no way "nope"');
		expect(failureOf(await request(client.connection, requests.login, {} as never)).code).toBe("bad-usage");
		const watcher = await attached(rig, { kind: "person", watch: true });
		expect(failureOf(await ask(watcher, "shell"))).toMatchObject({ code: "not-allowed" });
	});
});

describe("logs", () => {
	const logs = (client: Client, wish: { monitor: string; lines: number; follow?: boolean }) =>
		request(client.connection, requests.logs, wish);

	test("are the last lines, of both streams", async () => {
		const rig = await new Rig().open();
		rig.start(shell("a", "echo one; sleep 0.05; echo oops >&2; sleep 0.05; echo two"));
		await until("the end", () => rig.endings.length === 1);
		const client = await attached(rig);
		expect(unwrap(await logs(client, { monitor: "a", lines: 2 }))).toEqual([
			{ stream: "stderr", text: "oops" },
			{ stream: "stdout", text: "two" },
		]);
	});

	test("of what has not run are a failure", async () => {
		const rig = await new Rig().open();
		const client = await attached(rig);
		expect(failureOf(await logs(client, { monitor: "nope", lines: 5 })).code).toBe("unknown-monitor");
		rig.session.dispatch({ type: "start", spec: shell("b", "true"), anyName: false });
		expect(failureOf(await logs(client, { monitor: "b", lines: 5 })).message).toContain("has no output here");
	});

	test("that are followed miss no line and repeat none, and the answer comes first", async () => {
		const rig = await new Rig().open();
		rig.start(shell("a", "for i in $(seq 3000); do echo $i; done; read -r; echo last"));
		const client = await attached(rig);
		const first = unwrap(await logs(client, { monitor: "a", lines: 100_000, follow: true }));
		const early = client.log.length;
		await notify(client.connection, notifications.input, { monitor: "m1", data: Buffer.from("\r").toString("base64") });
		await until("the last line", () => client.log.at(-1)?.text === "last");
		const all = [...first, ...client.log].map((line) => line.text).filter((text) => text !== "");
		expect(all).toEqual([...Array.from({ length: 3000 }, (_, n) => `${n + 1}`), "last"]);
		expect(early).toBe(0);
	});
});

test("lines that come while the earlier ones are still read are sent after those", async () => {
	const rig = await new Rig().open();
	rig.start(shell("a", "echo old; read -r; echo new; read -r"));
	const client = await attached(rig);
	await until("the old line", () => client.state?.monitors.m1?.events.length === 1);
	const log = rig.monitors.get("m1")?.log;
	if (!log) throw new Error("no log");
	const { tail } = log;
	let newLine = false;
	Object.assign(log, {
		tail: async (count: number) => {
			const lines = await tail.call(log, count);
			log.follow((more) => {
				newLine ||= more.some((line) => line.text === "new");
			});
			await notify(client.connection, notifications.input, {
				monitor: "m1",
				data: Buffer.from("\r").toString("base64"),
			});
			await until("the new line", () => newLine);
			return lines;
		},
	});
	const answer = await request(client.connection, requests.logs, { monitor: "a", lines: 10, follow: true });
	expect(client.log).toEqual([]);
	await until("the new line here", () => client.log.some((line) => line.text === "new"));
	expect([...unwrap(answer), ...client.log].map((line) => line.text).filter((text) => text !== "")).toEqual([
		"old",
		"new",
	]);
});

describe("a search", () => {
	test("gives the offsets of the rows, whatever the case", async () => {
		const rig = await new Rig().open();
		rig.start(shell("a", "for i in $(seq 100); do echo Line $i; done"));
		await until("the end", () => rig.endings.length === 1);
		await rig.monitors.get("m1")?.screen.settled();
		const client = await attached(rig);
		const search = (pattern: string, ignoreCase = true) =>
			request(client.connection, requests.search, { monitor: "a", pattern, ignoreCase });
		expect(unwrap(await search("line 1$")).offsets).toHaveLength(1);
		expect(unwrap(await search("line 1$", false)).offsets).toEqual([]);
		expect(failureOf(await search("(")).code).toBe("bad-pattern");
		expect(failureOf(await request(client.connection, requests.search, { monitor: "x", pattern: "a" })).code).toBe(
			"unknown-monitor",
		);
	});
});
