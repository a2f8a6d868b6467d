import { describe, expect, test } from "vitest";
import type { Rows } from "../../../src/wire/protocol.ts";
import { shell, until, unwrap } from "../scene.ts";
import { attached, type Client, Rig } from "./rig.ts";

const pane = (monitor: string, rest: object = {}) => ({ monitor, cols: 40, rows: 5, offset: 0, ...rest });

/** What a client has on its screen: the rows of one pane, from all that it was sent. */
function screenOf(client: Client, monitor: string): string[] {
	let rows: string[] = [];
	for (const sent of client.frames.flat()) {
		if (sent.monitor !== monitor) continue;
		if (sent.full) rows = Array.from({ length: sent.rows }, () => "");
		for (const [y, text] of sent.changed) rows[y] = text;
	}
	return rows;
}

function lastOf(client: Client): Rows | undefined {
	return client.frames.flat().at(-1);
}

describe("rows are sent", () => {
	test("of the panes in the view, and of no other", async () => {
		const rig = await new Rig().open();
		rig.start(shell("a", "echo aaa; read -r"));
		rig.start(shell("b", "echo bbb; read -r"));
		const client = await attached(rig, { kind: "person" });
		unwrap(await client.view([pane("m2")]));
		await until("the rows", () => screenOf(client, "m2")[0] === "bbb");
		expect(client.frames.flat().every((rows) => rows.monitor === "m2")).toBe(true);
	});

	test("to nobody who did not ask", async () => {
		const rig = await new Rig().open();
		rig.start(shell("a", "echo aaa"));
		const client = await attached(rig);
		await until("the end", () => client.state?.monitors.m1?.state === "exited");
		expect(client.frames).toEqual([]);
	});

	test("whole at first, then only those that changed", async () => {
		const rig = await new Rig().open();
		rig.start(shell("a", "printf 'one\\r\\ntwo'; read -r; printf '\\r\\nthree'; read -r"));
		const client = await attached(rig, { kind: "person" });
		unwrap(await client.view([pane("m1")]));
		await until("the first", () => screenOf(client, "m1")[1] === "two");
		const before = client.frames.length;
		rig.monitors.get("m1")?.run?.input(Buffer.from("\r"));
		await until("the next", () => screenOf(client, "m1").includes("three"));
		const later = client.frames.slice(before).flat();
		expect(later.every((rows) => !rows.full && rows.changed.every(([y]) => y > 0))).toBe(true);
	});

	test("whole again for another size", async () => {
		const rig = await new Rig().open();
		rig.start(shell("a", "echo text; read -r"));
		const client = await attached(rig, { kind: "person" });
		unwrap(await client.view([pane("m1")]));
		await until("the rows", () => screenOf(client, "m1")[0] === "text");
		unwrap(await client.view([pane("m1", { cols: 30, rows: 8 })]));
		await until("the size", () => lastOf(client)?.cols === 30);
		expect(lastOf(client)).toMatchObject({ full: true, rows: 8 });
		expect(screenOf(client, "m1")[0]).toBe("text");
	});

	test("of the past when the view is scrolled back, without a cursor", async () => {
		const rig = await new Rig().open();
		rig.start(shell("a", "for i in $(seq 50); do echo line $i; done; read -r"));
		const client = await attached(rig, { kind: "person" });
		unwrap(await client.view([pane("m1")]));
		await until("the newest", () => screenOf(client, "m1").includes("line 50"));
		unwrap(await client.view([pane("m1", { offset: 10 })]));
		await until("the past", () => lastOf(client)?.offset === 10);
		expect(lastOf(client)).toMatchObject({ full: true, cursor: null });
		expect(screenOf(client, "m1")).not.toContain("line 50");
		unwrap(await client.view([pane("m1")]));
		await until("the newest again", () => screenOf(client, "m1").includes("line 50"));
	});

	test("no more once a pane left the view, and whole when it is back", async () => {
		const rig = await new Rig().open();
		rig.start(shell("a", "echo text; read -r; echo more; read -r"));
		const client = await attached(rig, { kind: "person" });
		unwrap(await client.view([pane("m1")]));
		await until("the rows", () => screenOf(client, "m1")[0] === "text");
		unwrap(await client.view([]));
		const before = client.frames.length;
		rig.monitors.get("m1")?.run?.input(Buffer.from("\r"));
		await until("the event", () => client.state?.monitors.m1?.events.at(-1)?.text.endsWith("more") ?? false);
		expect(client.frames).toHaveLength(before);
		unwrap(await client.view([pane("m1")]));
		await until("the rest", () => screenOf(client, "m1").includes("more"));
		expect(client.frames[before]?.[0]?.full).toBe(true);
	});

	test("of a flood at most 30 times a second, and the last ones always come", async () => {
		const rig = await new Rig().open();
		const client = await attached(rig, { kind: "person" });
		rig.start(shell("a", "read -r; for i in $(seq 20000); do echo line $i; done; echo done"));
		unwrap(await client.view([pane("m1")]));
		const began = performance.now();
		rig.monitors.get("m1")?.run?.input(Buffer.from("\r"));
		await until("the last", () => screenOf(client, "m1").includes("done"));
		const windows = (performance.now() - began) / 33;
		expect(client.frames.length).toBeLessThanOrEqual(windows + 3);
	});
});
