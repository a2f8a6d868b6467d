import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codePointBoundary, cutAtGrapheme, utf8Length } from "../../src/base/cut-text.ts";

const family = "👨‍👩‍👧";
const anyText = fc.string({ unit: "binary", maxLength: 60 });

describe("utf8Length", () => {
	test.each([
		["", 0],
		["abc", 3],
		["é", 2],
		["€", 3],
		["𝄞", 4],
		["\ud800", 3],
		["\udc00\ud800", 6],
	])("%j has %d bytes", (text, bytes) => {
		expect(utf8Length(text)).toBe(bytes);
	});

	test("agrees with an encoder", () => {
		const text = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));
		fc.assert(
			fc.property(fc.oneof(text, anyText), (value) => {
				expect(utf8Length(value)).toBe(Buffer.byteLength(value));
			}),
			{ numRuns: 500 },
		);
	});
});

describe("cutAtGrapheme", () => {
	test.each([
		["abc", 5, "abc"],
		["abc", 3, "abc"],
		["abcd", 3, "abc"],
		["abc", 0, ""],
		["ae\u0301b", 2, "a"],
		["ae\u0301b", 3, "ae\u0301"],
		[`a${family}b`, 8, "a"],
		[`a${family}b`, 9, `a${family}`],
		["🇩🇪🇫🇷", 5, "🇩🇪"],
		["𝄞𝄞", 3, "𝄞"],
		["a\u0301\u0301\u0301", 2, "a\u0301"],
		["𝄞\u0301", 1, ""],
	])("%j within %d units is %j", (text, limit, cut) => {
		expect(cutAtGrapheme(text, limit)).toBe(cut);
	});

	test("is the most whole graphemes that fit", () => {
		const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
		const piece = fc.constantFrom("a", "b ", "é", "e\u0301", family, "🇩🇪", "日本", "👍🏽", "한");
		const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));
		fc.assert(
			fc.property(text, fc.integer({ min: 12, max: 60 }), (value, limit) => {
				let expected = "";
				for (const { segment } of graphemes.segment(value)) {
					if (expected.length + segment.length > limit) break;
					expected += segment;
				}
				expect(cutAtGrapheme(value, limit)).toBe(expected);
			}),
			{ numRuns: 500 },
		);
	});
});

test("codePointBoundary steps back from the middle of a pair only", () => {
	expect(codePointBoundary("a𝄞b", 0)).toBe(0);
	expect(codePointBoundary("a𝄞b", 1)).toBe(1);
	expect(codePointBoundary("a𝄞b", 2)).toBe(1);
	expect(codePointBoundary("a𝄞b", 3)).toBe(3);
	expect(codePointBoundary("a𝄞b", 9)).toBe(9);
});
