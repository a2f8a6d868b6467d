import { expect, test } from "vitest";
import { RecentTexts } from "../../src/base/recent-texts.ts";

test("what was set is found, and the last value counts", () => {
	const recent = new RecentTexts<number>(2);
	recent.set("a", 1);
	recent.set("a", 2);
	expect([recent.get("a"), recent.get("b")]).toEqual([2, undefined]);
});

test("what is asked for stays, however many others come", () => {
	const recent = new RecentTexts<number>(4);
	recent.set("kept", 0);
	for (let n = 1; n <= 100; n++) {
		recent.set(`other ${n}`, n);
		expect(recent.get("kept")).toBe(0);
	}
});

test("what nobody asks for is forgotten after twice the size", () => {
	const recent = new RecentTexts<number>(4);
	for (let n = 1; n <= 100; n++) recent.set(`text ${n}`, n);
	const found = Array.from({ length: 100 }, (_, n) => recent.get(`text ${n + 1}`)).filter((n) => n !== undefined);
	expect(found.length).toBeLessThanOrEqual(8);
	expect(found.at(-1)).toBe(100);
});
