import { describe, expect, test } from "vitest";
import { LineStats } from "../../../../src/core/lines/stats/line-stats.ts";

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

describe("the interval of what comes regularly", () => {
	/** Lines at these moments, given as gaps in milliseconds, each so many times. */
	function interval(...gaps: readonly [ms: number, times: number][]): number | undefined {
		const stats = new LineStats(0);
		let now = 1000;
		stats.add(1, now);
		for (const [ms, times] of gaps) {
			for (let i = 0; i < times; i++) {
				now += ms;
				stats.add(2, now);
			}
		}
		return stats.regularIntervalMs;
	}

	test.each([
		["steady lines", [[1000, 20]], 1000],
		["a line now and then, every time", [[5000, 9]], 5000],
		["too few", [[5000, 8]], undefined],
		["not long enough", [[500, 15]], undefined],
		["one burst", [[1, 20_000]], undefined],
		[
			"several bursts",
			[
				[10, 20],
				[8000, 1],
				[10, 20],
				[60_000, 1],
				[10, 200],
			],
			undefined,
		],
		[
			"a burst of single lines after a pause",
			[
				[150, 20],
				[60_000, 1],
				[150, 100],
			],
			undefined,
		],
		[
			"bursts that come regularly",
			Array.from({ length: 10 }, () => [
				[10, 5],
				[2000, 1],
			]).flat(),
			2050,
		],
		[
			"lines around one pause long ago",
			[
				[1000, 20],
				[30_000, 1],
				[1000, 620],
			],
			1000,
		],
	] as [string, [number, number][], number | undefined][])("%s", (_name, gaps, expected) => {
		if (expected === undefined) expect(interval(...gaps)).toBeUndefined();
		else expect(interval(...gaps)).toBeCloseTo(expected, 0);
	});

	test("a picture that is drawn anew has none, and lines after it begin anew", () => {
		const stats = new LineStats(0);
		for (let now = 1000; now <= 20_000; now += 1000) stats.add(1, now);
		expect(stats.regularIntervalMs).toBe(1000);
		stats.add(24, 21_000, true);
		expect([stats.regularIntervalMs, stats.lastLineAt]).toEqual([undefined, 21_000]);
		stats.add(1, 22_000);
		expect(stats.regularIntervalMs).toBeUndefined();
	});
});
