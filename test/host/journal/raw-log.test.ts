import { appendFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { diskUse, logAt, say, shown } from "./raw-scene.ts";
import { temporaryDirectory } from "./scene.ts";

const newPath = () => join(temporaryDirectory(), "m1.log");

describe("the tail", () => {
	test("has the last lines of both streams, cleaned, and a last one without newline", async () => {
		const log = logAt(newPath());
		say(log, "one\r\n\u001b[31mred\u001b[0m\r\n");
		say(log, "oops\n", "stderr");
		say(log, "three\nunfin");
		expect(shown(await log.tail(10))).toEqual([
			"stdout one",
			"stdout red",
			"stderr oops",
			"stdout three",
			"stdout unfin",
		]);
		const last = await log.tail(2);
		expect(shown(last)).toEqual(["stdout three", "stdout unfin"]);
		expect(last.map((line) => line.partial)).toEqual([false, true]);
		expect(await log.tail(0)).toEqual([]);
	});

	test("joins a line from pieces, also when the other stream comes in between and a character is torn", async () => {
		const log = logAt(newPath());
		const bytes = Buffer.from("gr\u00fcn \u2713\n");
		log.write("stdout", bytes.subarray(0, 3));
		say(log, "warning\n", "stderr");
		log.write("stdout", bytes.subarray(3, 6));
		await log.flush();
		log.write("stdout", bytes.subarray(6));
		expect(shown(await log.tail(5))).toEqual(["stderr warning", "stdout gr\u00fcn \u2713"]);
	});

	test("keeps a chunk even when the caller uses its memory again", async () => {
		const log = logAt(newPath());
		const chunk = Buffer.from("first\n");
		log.write("stdout", chunk);
		chunk.fill("x");
		expect(shown(await log.tail(1))).toEqual(["stdout first"]);
	});

	test.each([{ count: 1 }, { count: 999 }, { count: 30_000 }, { count: 200_000 }])(
		"of $count lines is right across both files",
		async ({ count }) => {
			const log = logAt(newPath(), { maxBytes: 1024 * 1024 });
			for (let number = 0; number < 100_000; number += 2000) {
				say(log, Array.from({ length: 2000 }, (_, index) => `line ${number + index}\n`).join(""));
				await log.flush();
			}
			const lines = shown(await log.tail(count));
			expect(lines.at(-1)).toBe("stdout line 99999");
			if (count < 50_000) expect(lines).toHaveLength(count);
			// The very first line may be the rest of one whose beginning is gone.
			const numbers = lines.slice(1).map((line) => Number(line.split(" ").at(-1)));
			expect(numbers).toEqual(numbers.map((_, index) => 100_001 - lines.length + index));
		},
	);

	test("works on a closed log, and later writes are ignored", async () => {
		const log = logAt(newPath());
		say(log, "last words\n");
		await log.close();
		say(log, "too late\n");
		await log.close();
		expect(shown(await log.tail(5))).toEqual(["stdout last words"]);
	});
});

describe("a log that is continued", () => {
	test("has what was there before", async () => {
		const path = newPath();
		const first = logAt(path);
		say(first, "before\n");
		await first.close();
		const second = logAt(path);
		say(second, "after\n");
		expect(shown(await second.tail(5))).toEqual(["stdout before", "stdout after"]);
	});

	const torn = [
		{ name: "half a record", harm: (path: string) => truncateSync(path, statSync(path).size - 3) },
		{ name: "half a header", harm: (path: string) => appendFileSync(path, Buffer.from([1, 200])) },
		{
			name: "whole records behind a torn one",
			harm: (path: string) =>
				appendFileSync(path, Buffer.concat([Buffer.alloc(11, 9), Buffer.from("\u0001\u0006\0\0\0ghost\n")])),
		},
		{ name: "foreign bytes", harm: (path: string) => appendFileSync(path, "?????????????") },
	];
	test.each(torn)("loses $name at the end and nothing before it", async ({ harm }) => {
		const path = newPath();
		const first = logAt(path);
		say(first, "whole\n");
		say(first, "second\n", "stderr");
		await first.close();
		harm(path);
		const second = logAt(path);
		say(second, "after\n");
		await second.close();
		const lines = shown(await logAt(path).tail(5));
		expect(lines[0]).toBe("stdout whole");
		expect(lines.at(-1)).toBe("stdout after");
	});

	test("begins anew when a file is over its share of a smaller bound", async () => {
		const path = newPath();
		writeFileSync(path, Buffer.alloc(100_000, 1));
		const log = logAt(path, { maxBytes: 64 * 1024 });
		say(log, "new\n");
		expect(shown(await log.tail(5))).toEqual(["stdout new"]);
		expect(diskUse(path)).toBeLessThan(100);
	});
});

describe("a run", () => {
	test("ends its last line, also for who follows, and is told alone when asked", async () => {
		const path = newPath();
		const log = logAt(path);
		const heard: string[] = [];
		log.follow((lines) => heard.push(...shown(lines)));
		log.mark("begin");
		say(log, "first\nrest");
		log.mark("end");
		log.mark("begin");
		expect(await log.tail(10, "run")).toEqual([]);
		say(log, "second\nmore");
		say(log, "oops", "stderr");
		log.mark("end");
		expect(heard).toEqual(["stdout first", "stdout rest", "stdout second", "stdout more", "stderr oops"]);
		expect(shown(await log.tail(10, "run"))).toEqual(["stdout second", "stdout more", "stderr oops"]);
		expect(shown(await log.tail(1, "run"))).toEqual(["stderr oops"]);
		expect(shown(await log.tail(4))).toEqual(heard.slice(1));
	});

	test("that began before the kept part of the log is told as far as it is there", async () => {
		const log = logAt(newPath(), { maxBytes: 16 * 1024 });
		log.mark("begin");
		for (let n = 0; n < 40; n += 1) {
			say(log, `${"x".repeat(1000)}\n`);
			await log.flush();
		}
		expect((await log.tail(100, "run")).length).toBeGreaterThan(5);
	});
});
