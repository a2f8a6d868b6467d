import { expect, test } from "vitest";
import { SteadyClock } from "../../src/base/steady-clock.ts";

test("follows a clock forward, and goes on when that one is set back", () => {
	let wall = 1000;
	const clock = new SteadyClock(() => wall);
	const at = (time: number): number => {
		wall = time;
		return clock.now();
	};
	expect([at(1000), at(1050), at(90_000)]).toEqual([1000, 1050, 90_000]);
	expect(clock.toWall(1050)).toBe(1050);
	// An hour is taken back: the next 50 ms are 50 ms.
	expect([at(-3_600_000), at(-3_599_950)]).toEqual([90_000, 90_050]);
	expect(clock.toWall(90_050)).toBe(-3_599_950);
	expect([at(-3_599_960), at(-3_599_950)]).toEqual([90_050, 90_060]);
});
