import { expect, test } from "vitest";
import type { MonitorRow } from "../../../../src/host/hub/hub-tools.ts";
import { listTool } from "../../../../src/host/hub/tools/list.ts";
import { failed, ok } from "../../../../src/model/failure.ts";
import { row } from "../fake-tools.ts";
import { ask } from "./ask.ts";

const lists = (rows: MonitorRow[]) => ({ list: async () => ok(rows) });

test("one object, with what is known of each monitor", async () => {
	const ended = { id: "m2", name: "build", state: "exited", command: "make", exitCode: 2, ageMs: 400 } as const;
	const asked = { id: "a1", name: "deploy", state: "pending-approval", command: "x".repeat(400), ageMs: 0 } as const;
	const { answer } = await ask(listTool, {}, lists([row, ended, asked]));
	expect(answer).toEqual({
		items: [
			expect.objectContaining({ id: "m1", policy: "hold", events: row.events }),
			{ id: "m2", name: "build", state: "exited", command: "make", exit_code: 2, age_seconds: 0 },
			expect.objectContaining({ id: "a1", state: "pending-approval", command: `${"x".repeat(300)}…` }),
		],
	});
});

test("no monitors is an empty list and no failure", async () => {
	expect((await ask(listTool, {}, lists([]))).answer).toEqual({ items: [] });
});

test("a long list is bounded, keeps the newest and says how many are missing", async () => {
	const rows = Array.from({ length: 1000 }, (_, index) => ({ ...row, id: `m${index}`, command: "c".repeat(300) }));
	const { answer } = await ask(listTool, {}, lists(rows));
	const items = answer?.items as { id: string }[];
	expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThanOrEqual(64 * 1024);
	expect(items.at(-1)?.id).toBe("m999");
	expect(answer?.left_out).toEqual({ oldest: 1000 - items.length });
});

test("a parameter is refused, and a failure passes through", async () => {
	expect((await ask(listTool, { all: true })).failure?.message).toContain("all");
	const broken = { list: async () => failed("internal", "broken") };
	expect((await ask(listTool, {}, broken)).failure).toEqual({ code: "internal", message: "broken" });
});
