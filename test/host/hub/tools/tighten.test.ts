import { expect, test } from "vitest";
import { tighten, type Wish } from "../../../../src/host/hub/tools/tighten.ts";
import type { Policy } from "../../../../src/model/monitor.ts";

const settings = { policy: "hold", match: "FAIL", exclude: undefined, perSecond: 1, burst: 30 } as const;

test.each<[Wish, object]>([
	[{ policy: "mute" }, { policy: "mute" }],
	[{ policy: "hold" }, {}],
	[{ match: "ERROR" }, { match: "ERROR" }],
	[{ exclude: "noise" }, { exclude: "noise" }],
	[
		{ rate: 0.5, burst: 1 },
		{ perSecond: 0.5, burst: 1 },
	],
	[{ rate: 1, burst: 30 }, {}],
])("%j is granted", (wish, change) => {
	expect(tighten(settings, wish)).toEqual({ ok: true, value: { ...settings, ...change } });
});

test.each<[Wish, string]>([
	[{ policy: "auto" }, "policy is hold and cannot become auto"],
	[{ rate: 1.01 }, "rate is 1 and cannot become 1.01"],
	[{ burst: 31 }, "burst is 30 and cannot become 31"],
	[{ policy: "mute", burst: 31 }, "burst is 30 and cannot become 31"],
])("%j is refused", (wish, message) => {
	expect(tighten(settings, wish)).toMatchObject({
		ok: false,
		failure: {
			code: "not-allowed",
			message: expect.stringContaining(message),
			remedy: expect.stringContaining("person"),
		},
	});
});

test("a policy only ever becomes quieter", () => {
	const order: Policy[] = ["mute", "hold", "auto"];
	for (const [from, now] of order.entries()) {
		for (const [to, policy] of order.entries()) {
			expect(tighten({ ...settings, policy: now }, { policy }).ok).toBe(to <= from);
		}
	}
});

test("any bound is tighter than none", () => {
	const free = { ...settings, perSecond: 0, burst: 0 };
	expect(tighten(free, { rate: 1000, burst: 1000 })).toMatchObject({
		ok: true,
		value: { perSecond: 1000, burst: 1000 },
	});
});
