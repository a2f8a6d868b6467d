import { expect, test } from "vitest";
import { nextBeat } from "../../src/base/next-beat.ts";

const cases: readonly [step: number, now: number, wait: number][] = [
	[100, 0, 100],
	[100, 1, 99],
	[100, 99.5, 1],
	[100, 250, 50],
	[100, 99.999, 1],
	[33, 66, 33],
];

test.each(cases)("with a step of %d at %d it is %d ms", (step, now, wait) => {
	expect(nextBeat(step, now)).toBe(wait);
});

test("different steps that divide each other meet", () => {
	const at = 12_345;
	expect([50, 100].map((step) => at + nextBeat(step, at))).toEqual([12_350, 12_400]);
	expect([50, 100].map((step) => 12_399 + nextBeat(step, 12_399))).toEqual([12_400, 12_400]);
});
