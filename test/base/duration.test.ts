import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDuration, parseDuration } from "../../src/base/duration.ts";

describe("formatDuration", () => {
	test.each([
		[-5, "0ms"],
		[0, "0ms"],
		[250, "250ms"],
		[999, "999ms"],
		[999.6, "1s"],
		[1000, "1s"],
		[5100, "5.1s"],
		[30_000, "30s"],
		[59_949, "59.9s"],
		[59_960, "1m00s"],
		[182_000, "3m02s"],
		[3_599_400, "59m59s"],
		[3_599_600, "1h00m"],
		[3_900_000, "1h05m"],
		[86_400_000, "1d00h"],
		[183_600_000, "2d03h"],
	])("%d ms is %s", (ms, text) => {
		expect(formatDuration(ms)).toBe(text);
	});
});

describe("parseDuration", () => {
	test.each([
		["30s", 30_000],
		["5m", 300_000],
		["1h30m", 5_400_000],
		["250ms", 250],
		["90", 90_000],
		["1.5", 1500],
		["1.5s", 1500],
		["1m250ms", 60_250],
		["1d2h3m4s5ms", 93_784_005],
		[" 2h ", 7_200_000],
		["0", 0],
		["0s", 0],
	])("%s is %d ms", (text, ms) => {
		expect(parseDuration(text)).toBe(ms);
	});

	test.each(["", " ", "s", "5 m", "-5s", "5x", "30s5m", "1e3", "5m5m", ".5s", "Infinity", "1h-30m"])(
		"%j is no duration",
		(text) => {
			expect(parseDuration(text)).toBeUndefined();
		},
	);

	test("reads what was written, to the precision that is written", () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 10 * 86_400_000 }), (ms) => {
				const read = parseDuration(formatDuration(ms));
				expect(Math.abs((read ?? Number.NaN) - ms)).toBeLessThanOrEqual(precisionOf(ms));
			}),
			{ numRuns: 300 },
		);
	});
});

/** How far off a written duration may be: half of its last digit, or its last unit where that is cut off. */
function precisionOf(ms: number): number {
	const steps = [
		{ below: 1000, off: 0 },
		{ below: 60_000, off: 50 },
		{ below: 3_600_000, off: 500 },
		{ below: 86_400_000, off: 60_000 },
	];
	return steps.find(({ below }) => ms < below)?.off ?? 3_600_000;
}
