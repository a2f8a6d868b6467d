import { expect, test } from "vitest";
import { type BreakerInput, breakerReason } from "../../../src/core/triage/loop-breaker.ts";

const now = 10_000_000;
const calm: BreakerInput = { turnsInRow: 0, turnTimes: [], maxInRow: 20, maxPerHour: 120, now };
const turns = (count: number, ago: number) => Array<number>(count).fill(now - ago);

test.each([
	["nothing yet", {}, undefined],
	["one below in a row", { turnsInRow: 19 }, undefined],
	["too many in a row", { turnsInRow: 20 }, "20 monitor turns in a row without the person (bound 20)"],
	["one in a row is one", { turnsInRow: 1, maxInRow: 1 }, "1 monitor turn in a row without the person (bound 1)"],
	["no bound in a row", { turnsInRow: 5000, maxInRow: 0 }, undefined],
	["one below in an hour", { turnTimes: turns(119, 1000) }, undefined],
	["too many in an hour", { turnTimes: turns(120, 1000) }, "120 monitor turns in the last hour (bound 120)"],
	["turns that are over an hour old", { turnTimes: turns(500, 3_600_000) }, undefined],
	["old and new", { turnTimes: [...turns(60, 3_600_000), ...turns(119, 3_599_999)] }, undefined],
	["no bound in an hour", { turnTimes: turns(5000, 1), maxPerHour: 0 }, undefined],
	[
		"both: in a row is told first",
		{ turnsInRow: 25, turnTimes: turns(130, 1) },
		"25 monitor turns in a row without the person (bound 20)",
	],
] satisfies [string, Partial<BreakerInput>, string | undefined][])("%s", (_, change, reason) => {
	expect(breakerReason({ ...calm, ...change })).toBe(reason);
});
