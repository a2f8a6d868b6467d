import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createRawLog } from "../../../src/host/journal/raw-log.ts";
import { diskUse, logAt, say, shown } from "./raw-scene.ts";
import { failureOf, temporaryDirectory, until } from "./scene.ts";

const newPath = () => join(temporaryDirectory(), "m1.log");

describe("following", () => {
	test("gets each line once, in order, from the moment on at which a tail was taken", async () => {
		const log = logAt(newPath());
		say(log, "old\n");
		const followed: string[] = [];
		const tail = log.tail(10);
		const stop = log.follow((lines) => followed.push(...shown(lines)));
		for (let number = 0; number < 5000; number += 1) say(log, `new ${number}\n`, number % 2 ? "stderr" : "stdout");
		expect(shown(await tail)).toEqual(["stdout old"]);
		await until("all lines came", () => followed.length >= 5000);
		const expected = Array.from({ length: 5000 }, (_, number) => `${number % 2 ? "stderr" : "stdout"} new ${number}`);
		expect(followed).toEqual(expected);
		stop();
		stop();
		say(log, "unheard\n");
		await log.flush();
		expect(followed).toHaveLength(5000);
	});

	test("comes by itself, soon", async () => {
		const log = logAt(newPath());
		const followed: string[] = [];
		log.follow((lines) => followed.push(...shown(lines)));
		say(log, "tick\n");
		await until("the line came", () => followed.length === 1);
		expect(followed).toEqual(["stdout tick"]);
	});

	test("goes on for the others when one listener throws", async () => {
		const log = logAt(newPath());
		const followed: string[] = [];
		let calls = 0;
		log.follow(() => {
			calls += 1;
			throw new Error("a bad listener");
		});
		log.follow((lines) => followed.push(...shown(lines)));
		for (const text of ["a\n", "b\n"]) {
			say(log, text);
			await log.flush();
		}
		expect(followed).toEqual(["stdout a", "stdout b"]);
		expect(calls).toBe(1);
	});
});

test("a search finds the newest matching lines and counts all", async () => {
	const log = logAt(newPath());
	for (let number = 1; number <= 1000; number += 1) say(log, `${number % 10 === 0 ? "hit" : "miss"} ${number}\n`);
	const found = await log.search((text) => text.startsWith("hit"), 3);
	expect(found.total).toBe(100);
	expect(shown(found.lines)).toEqual(["stdout hit 980", "stdout hit 990", "stdout hit 1000"]);
	expect(await log.search(() => true, 0)).toEqual({ lines: [], total: 1000 });
});

test("a search whose predicate throws is a failure that is told", async () => {
	const told: string[] = [];
	const log = logAt(newPath(), { onFailure: (failure) => told.push(failure.message) });
	say(log, "line\n");
	const broken = () => {
		throw new Error("bad predicate");
	};
	expect(await log.search(broken, 5)).toEqual({ lines: [], total: 0 });
	expect(told).toEqual([expect.stringContaining("bad predicate")]);
});

test("what the disk cannot take in time is dropped, counted, told once and marked in the log", async () => {
	const told: string[] = [];
	const path = newPath();
	const log = logAt(path, { onFailure: (failure) => told.push(failure.message) });
	// Without a pause in between nothing reaches the disk, so all over the bound in memory has to go.
	const chunk = Buffer.from(`${"x".repeat(999)}\n`);
	for (let count = 0; count < 3000; count += 1) log.write("stdout", chunk);
	await log.flush();
	const dropped = log.dropped;
	expect(dropped).toBeGreaterThan(1_500_000);
	expect(told).toEqual([`The disk is slower than the output: parts of it are missing in ${path}.`]);
	const mark = `stderr monmux: ${dropped} bytes of output are missing here, the disk did not take them`;
	const marks = await log.search((text) => text.includes("missing"), 9);
	expect(shown(marks.lines)).toEqual([mark]);
	say(log, "after\n");
	expect(shown(await log.tail(1))).toEqual(["stdout after"]);
	expect(log.dropped).toBe(dropped);
	expect(diskUse(path) + dropped).toBeGreaterThanOrEqual(3_000_000);
});

test("a log goes on when its files are removed", async () => {
	const path = newPath();
	const log = logAt(path, { maxBytes: 16 * 1024 });
	say(log, "one\n");
	await log.flush();
	rmSync(path);
	for (let count = 0; count < 20; count += 1) {
		say(log, `${"x".repeat(1000)}\n`);
		await log.flush();
	}
	expect(log.dropped).toBe(0);
	expect(await log.tail(3)).toHaveLength(3);
	expect(readFileSync(path).length).toBeGreaterThan(0);
});

test("a place where no log can be made is a failure", () => {
	expect(failureOf(createRawLog("/nonexistent/deep/m1.log")).code).toBe("journal");
});

// With a flush now and then all of it goes through the disk; without, the disk is outrun and the rest dropped.
test.each([{ flushed: true }, { flushed: false }])(
	"a flood of 100 MB never takes more disk than the bound, flushed $flushed",
	async ({ flushed }) => {
		const path = newPath();
		const bound = 4 * 1024 * 1024;
		const log = logAt(path, { maxBytes: bound });
		const chunk = Buffer.from("y\n".repeat(32 * 1024));
		let largest = 0;
		for (let count = 1; count * chunk.length <= 100_000_000; count += 1) {
			log.write("stdout", chunk);
			// As output from a script does, each chunk comes in a turn of the event loop of its own.
			await new Promise((resolve) => setImmediate(resolve));
			if (flushed && count % 8 === 0) await log.flush();
			largest = Math.max(largest, diskUse(path));
		}
		say(log, "the end\n");
		expect(shown(await log.tail(1))).toEqual(["stdout the end"]);
		// What outruns the disk may be dropped instead, and is counted then.
		if (flushed) expect(log.dropped).toBe(0);
		else expect(largest + log.dropped).toBeGreaterThan(bound);
		expect(largest).toBeLessThanOrEqual(bound);
		if (flushed) expect(largest).toBeGreaterThan(bound / 2);
		expect(diskUse(path)).toBeLessThanOrEqual(bound);
	},
);
