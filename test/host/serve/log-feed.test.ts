import { describe, expect, test } from "vitest";
import { LogFeed } from "../../../src/host/serve/log-feed.ts";
import type { LogLine } from "../../../src/wire/protocol.ts";
import { SlowConnection } from "./slow-connection.ts";

const lines = (...texts: string[]): LogLine[] => texts.map((text) => ({ stream: "stdout", text }));

function open(): { feed: LogFeed; connection: SlowConnection } {
	const connection = new SlowConnection();
	const feed = new LogFeed(connection.connection, "m1");
	feed.release();
	return { feed, connection };
}

describe("lines of a log that is followed", () => {
	test("wait for the answer with the earlier ones, and keep their order", () => {
		const connection = new SlowConnection();
		const feed = new LogFeed(connection.connection, "m1");
		feed.push(lines("a", "b"));
		feed.push(lines("c"));
		expect(connection.lines).toEqual([]);
		feed.release();
		expect(connection.lines).toEqual([["a", "b", "c"]]);
	});

	test("go out as one message at a time: what comes meanwhile goes together", async () => {
		const { feed, connection } = open();
		feed.push(lines("a"));
		feed.push(lines("b"));
		feed.push(lines("c", "d"));
		expect(connection.lines).toEqual([["a"]]);
		await connection.take();
		expect(connection.lines).toEqual([["a"], ["b", "c", "d"]]);
		await connection.take();
		feed.push(lines("e"));
		expect(connection.lines.at(-1)).toEqual(["e"]);
	});

	test.each([
		["many", () => lines(...Array.from({ length: 1000 }, () => "x")), 100],
		["long", () => lines("x".repeat(100_000)), 200],
	])(
		"that nobody reads are bounded when they are %s, and those left out are counted in their place",
		async (_, some, times) => {
			const { feed, connection } = open();
			feed.push(lines("first"));
			let given = 0;
			for (let n = 0; n < times; n += 1) {
				given += some().length;
				feed.push(some());
			}
			await connection.take();
			feed.push(lines("after"));
			await connection.take();
			const [, waited = [], after] = connection.lines;
			expect(after).toEqual(["after"]);
			const note = /^monmux: ([\d,]+) lines? left out here/.exec(waited.at(-1) ?? "");
			const left = Number(note?.[1]?.replaceAll(",", ""));
			expect(left).toBeGreaterThan(0);
			expect(waited.length - 1 + left).toBe(given);
			expect(waited.join("").length).toBeLessThan(10 * 1024 * 1024);
			expect(waited.length).toBeLessThanOrEqual(50_001);
		},
	);
});
