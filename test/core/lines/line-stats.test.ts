import { describe, expect, test } from "vitest";
import { LineStats } from "../../../src/core/lines/line-stats.ts";
import { LineTail } from "../../../src/core/lines/line-tail.ts";
import type { Line } from "../../../src/model/line.ts";

describe("rates", () => {
	test("are lines a second in spans of ten seconds, oldest first", () => {
		const stats = new LineStats(0);
		stats.add(50, 1000);
		stats.add(50, 9000);
		stats.add(20, 15_000);
		expect(stats.rates(20_000)).toEqual([0, 0, 0, 0, 0, 10, 2, 0]);
		expect(stats.rates(70_000)).toEqual([10, 2, 0, 0, 0, 0, 0, 0]);
		expect(stats.rates(80_000)).toEqual([2, 0, 0, 0, 0, 0, 0, 0]);
		expect(stats.rates(1_000_000)).toEqual(Array(8).fill(0));
		expect(stats.rates(1e15)).toEqual(Array(8).fill(0));
	});

	test("count the current span for its part", () => {
		const stats = new LineStats(100_000);
		stats.add(8, 102_000);
		expect(stats.rates(104_000).at(-1)).toBe(2);
		expect(stats.rates(100_100).at(-1)).toBe(8);
	});

	test("do not mind a clock that goes back a little", () => {
		const stats = new LineStats(100_000);
		stats.add(10, 110_001);
		stats.add(10, 109_999);
		expect(stats.rates(111_001).at(-1)).toBeCloseTo(20 / 1.001);
	});
});

describe("the mean interval", () => {
	test("is unknown before the second line", () => {
		const stats = new LineStats(0);
		expect([stats.lastLineAt, stats.meanIntervalMs]).toEqual([undefined, undefined]);
		stats.add(0, 500);
		stats.add(1, 1000);
		expect([stats.lastLineAt, stats.meanIntervalMs]).toEqual([1000, undefined]);
		stats.add(1, 3000);
		expect(stats.meanIntervalMs).toBe(2000);
	});

	test("of steady lines is their interval, single or in pairs", () => {
		const single = new LineStats(0);
		const pairs = new LineStats(0);
		for (let now = 1000; now <= 30_000; now += 500) single.add(1, now);
		for (let now = 1000; now <= 30_000; now += 1000) pairs.add(2, now);
		expect(single.meanIntervalMs).toBeCloseTo(500);
		expect(pairs.meanIntervalMs).toBeCloseTo(500);
	});

	test("follows a change within some lines", () => {
		const stats = new LineStats(0);
		for (let now = 1000; now <= 10_000; now += 1000) stats.add(1, now);
		for (let now = 10_100; now <= 12_000; now += 100) stats.add(1, now);
		expect(stats.meanIntervalMs).toBeGreaterThan(100);
		expect(stats.meanIntervalMs).toBeLessThan(120);
	});
});

describe("the tail", () => {
	const line = (text: string): Line => ({ stream: "stdout", text, cutBytes: 0, partial: false });
	const numbered = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => String(from + i));

	test("is the last twenty lines, oldest first", () => {
		const tail = new LineTail();
		expect(tail.texts).toEqual([]);
		tail.add(numbered(0, 15).map(line));
		expect(tail.texts).toEqual(numbered(0, 15));
		tail.add(numbered(15, 30).map(line));
		expect(tail.texts).toEqual(numbered(10, 30));
		tail.add(numbered(30, 5000).map(line));
		tail.add([]);
		expect(tail.texts).toEqual(numbered(4980, 5000));
	});

	test("is the reader's own copy", () => {
		const tail = new LineTail();
		tail.add([line("a")]);
		tail.texts.push("b");
		expect(tail.texts).toEqual(["a"]);
	});
});
