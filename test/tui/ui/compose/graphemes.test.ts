import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	borderAfter,
	borderBefore,
	countGraphemes,
	indexOfGrapheme,
	snap,
} from "../../../../src/tui/ui/compose/graphemes.ts";

const family = "👨‍👩‍👧";
const texts = fc.array(fc.constantFrom("a", "\n", "e\u0301", family, "🇩🇪", "日", "\u200d", "\u0301", "가"), {
	maxLength: 12,
});

describe("borders", () => {
	const check = (text: string, index: number, [before, after]: [number, number]) =>
		it(`of ${JSON.stringify(text)} at ${index}`, () => {
			expect([borderBefore(text, index), borderAfter(text, index)]).toEqual([before, after]);
		});

	check("", 0, [0, 0]);
	check("ab", 0, [0, 1]);
	check("ab", 1, [0, 2]);
	check("ab", 2, [1, 2]);
	check(`a${family}b`, 1, [0, 1 + family.length]);
	check(`a${family}b`, 1 + family.length, [1, 2 + family.length]);
	check("e\u0301x", 2, [0, 3]);
	check("🇩🇪🇫🇷", 4, [0, 8]);
	check("ab", 99, [1, 2]);
});

describe("snap", () => {
	const check = (text: string, index: number, expected: number) =>
		it(`${index} in ${JSON.stringify(text)} is ${expected}`, () => expect(snap(text, index)).toBe(expected));

	check("", 0, 0);
	check("", 5, 0);
	check("abc", -3, 0);
	check("abc", 2, 2);
	check("abc", 9, 3);
	check(family, 3, family.length);
	check("🇩🇪", 2, 4);
	check("xe\u0301", 2, 3);

	it("gives borders only, and every border stays", () => {
		fc.assert(
			fc.property(texts, fc.nat({ max: 80 }), (parts, index) => {
				const text = parts.join("");
				const there = snap(text, index);
				expect(snap(text, there)).toBe(there);
				expect(there).toBeLessThanOrEqual(text.length);
				expect(borderAfter(text, borderBefore(text, there))).toBe(there === 0 ? borderAfter(text, 0) : there);
			}),
		);
	});
});

describe("columns", () => {
	it("counts graphemes, and finds them again", () => {
		fc.assert(
			fc.property(texts, (parts) => {
				const text = parts.join("");
				const count = countGraphemes(text);
				expect(indexOfGrapheme(text, count)).toBe(text.length);
				for (let n = 0; n <= count; n += 1) {
					const index = indexOfGrapheme(text, n);
					expect(snap(text, index)).toBe(index);
					expect(countGraphemes(text.slice(0, index))).toBe(n);
				}
			}),
		);
		expect(countGraphemes(`a${family}🇩🇪`)).toBe(3);
		expect(indexOfGrapheme("abc", 9)).toBe(3);
	});
});
