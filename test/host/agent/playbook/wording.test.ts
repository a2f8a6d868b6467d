import { describe, expect, test } from "vitest";
import { mask, near, several, shorten, span } from "../../../../src/host/agent/playbook/wording.ts";

test.each([
	[0, "0 s"],
	[-5, "0 s"],
	[12_400, "12 s"],
	[180_000, "3 min"],
	[7_200_000, "2 h"],
	[40 * 3_600_000, "40 h"],
	[96 * 3_600_000, "4 d"],
])("a span of %d ms is %s", (ms, expected) => expect(span(ms)).toBe(expected));

test("one and several", () => {
	expect(several(1, "event")).toBe("1 event");
	expect(several(0, "event")).toBe("0 events");
});

describe("shortening", () => {
	test("leaves what fits, on one line", () => expect(shorten("  a\n b  ", 10)).toBe("a b"));
	test("cuts what does not", () => expect(shorten("abcdefghij", 5)).toBe("abcd…"));
	test("cuts between graphemes", () => expect(shorten("a👩‍👩‍👧👩‍👩‍👧", 12)).toBe("a👩‍👩‍👧…"));
});

test.each([
	["GET /cart 200 12ms", "GET /cart # #ms"],
	["12:41:03.120 took 1.5 s", "# took # s"],
	["request 3fa85f64c9 failed", "request # failed"],
	["no number", "no number"],
])("%s is masked", (text, expected) => expect(mask(text)).toBe(expected));

test("a place in the session's directory is relative to it, another is not", () => {
	expect(near("/home/me/shop/src/cart.ts:42", "/home/me/shop")).toBe("src/cart.ts:42");
	expect(near("/home/me/shopping/cart.ts:42", "/home/me/shop")).toBe("/home/me/shopping/cart.ts:42");
	expect(near("src/cart.ts:42", undefined)).toBe("src/cart.ts:42");
});
