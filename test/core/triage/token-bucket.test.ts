import fc from "fast-check";
import { expect, test } from "vitest";
import { TokenBucket } from "../../../src/core/triage/token-bucket.ts";

function takenAt(size: { burst: number; perSecond: number }, times: readonly number[]): boolean[] {
	const bucket = new TokenBucket(size, 0);
	return times.map((time) => bucket.take(time));
}

test.each([
	["a burst, then none", { burst: 2, perSecond: 1 }, [0, 0, 0], [true, true, false]],
	["one gained in a second", { burst: 1, perSecond: 1 }, [0, 999, 1000, 1500], [true, false, true, false]],
	["one gained in ten seconds", { burst: 1, perSecond: 0.1 }, [0, 9999, 10_000], [true, false, true]],
	["never over the burst", { burst: 2, perSecond: 1 }, [60_000, 60_000, 60_000], [true, true, false]],
	[
		"a clock that goes back gains nothing",
		{ burst: 1, perSecond: 1 },
		[5000, 1000, 1500, 2000],
		[true, false, false, true],
	],
])("%s", (...[, size, times, taken]) => {
	expect(takenAt(size, times)).toEqual(taken);
});

test("rounding never costs a token", () => {
	for (let perSecond = 1; perSecond <= 60; perSecond++) {
		for (let burst = 1; burst <= 40; burst++) {
			const taken = takenAt({ burst, perSecond }, Array<number>(burst + 1).fill(0));
			expect(taken.filter(Boolean)).toHaveLength(burst);
		}
	}
});

test("never gives more than the burst and what was gained since", () => {
	const sizes = fc.record({ burst: fc.integer({ min: 1, max: 20 }), perSecond: fc.integer({ min: 1, max: 10 }) });
	fc.assert(
		fc.property(sizes, fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 100 }), (size, waits) => {
			let now = 0;
			const times = waits.map((wait) => {
				now += wait;
				return now;
			});
			const taken = takenAt(size, times).filter(Boolean).length;
			expect(taken).toBeLessThanOrEqual(size.burst + (now * size.perSecond) / 1000 + 1e-6);
			expect(taken).toBeGreaterThanOrEqual(Math.min(waits.length, size.burst));
		}),
		{ numRuns: 300 },
	);
});
