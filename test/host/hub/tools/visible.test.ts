import { expect, test } from "vitest";
import { cleanDeep, cleanText, isVisible } from "../../../../src/host/hub/tools/visible.ts";

test.each([
	["plain", "plain"],
	["two\nlines\tand a tab", "two\nlines\tand a tab"],
	["\x1b[31mred\x1b[0m", "[31mred[0m"],
	["over\rwritten\x07\x00", "overwritten"],
	["\u009b2J\u009dtitle", "2Jtitle"],
	["abc\u202Edcb\u2066x", "abcdcbx"],
	["zero\u200Bwidth\uFEFF", "zerowidth"],
	["half \uD800 a pair", "half \uFFFD a pair"],
	["👨‍👩‍👧 é 漢字", "👨‍👩‍👧 é 漢字"],
])("%j is shown as %j", (text, shown) => {
	expect(cleanText(text)).toBe(shown);
	expect(isVisible(text)).toBe(text === shown);
});

test("every string of an answer is cleaned, wherever it is", () => {
	const answer = { text: "a\x1bb", items: [{ "k\u200Bey": ["\x07x"] }], number: 1, yes: true, no: null };
	expect(cleanDeep(answer)).toEqual({ text: "ab", items: [{ key: ["x"] }], number: 1, yes: true, no: null });
});
