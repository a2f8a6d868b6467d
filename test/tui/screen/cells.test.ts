import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { cutAnsi, displayWidth, fitAnsi } from "../../../src/tui/screen/cells.ts";
import { stripControls } from "../../../src/tui/screen/control-characters.ts";

const red = "\u001b[31m";
const reset = "\u001b[0m";
const family = "👨‍👩‍👧‍👦";

describe("fitAnsi", () => {
	const cases: readonly [string, string, number, string][] = [
		["pads", "ab", 4, "ab  "],
		["cuts", "abcdef", 4, "abcd"],
		["leaves what fits", "abcd", 4, "abcd"],
		["makes nothing of no width", `${red}ab`, 0, reset],
		["pads nothing at all", "", 3, "   "],
		["resets a style before the padding", `${red}ab`, 4, `${red}ab${reset}  `],
		["counts no style", `${red}a${reset}b${red}c`, 2, `${red}a${reset}b${reset}`],
		["keeps colours of any form", "\u001b[38;2;1;2;3;48:5:7mx", 2, `\u001b[38;2;1;2;3;48:5:7mx${reset} `],
		["cuts between wide characters", "日本語", 4, "日本"],
		["leaves a blank where a wide one does not fit", "日本語", 5, "日本 "],
		["does so behind a style", `${red}日本`, 3, `${red}日${reset} `],
		["keeps a base and its accents together", "e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301"],
		["keeps a family together", `${family}x`, 2, family],
		["leaves out a family that does not fit", `a${family}`, 2, "a "],
		["counts two for an emoji by selector", "❤\ufe0fab", 3, "❤\ufe0fa"],
		["counts two for a flag", "🇩🇪🇫🇷", 3, "🇩🇪 "],
		["counts one for boxes, ticks and markers", "│✓●▸─", 4, "│✓●▸"],
		["drops what would join the neighbour", "\u0301\u200dab", 3, "ab "],
		["drops marks of direction", "a\u202eb\u2066c", 3, "abc"],
		["makes a tab one blank", "a\tb", 4, "a b "],
		["drops controls", "a\u0007b\u0000c\u009bd", 4, "abcd"],
		["drops sequences that are no style", "a\u001b[2Jb\u001b]0;title\u0007c\u001b[5;5Hd\u001b(0e", 5, "abcde"],
		["drops an unfinished sequence", "ab\u001b[3", 4, "ab  "],
	];
	for (const [name, row, width, expected] of cases) {
		test(name, () => expect(fitAnsi(row, width)).toBe(expected));
	}

	test("always takes exactly the width", () => {
		const piece = fc.constantFrom(
			"a",
			"日",
			family,
			"e\u0301",
			red,
			reset,
			"│",
			"🚀",
			"\t",
			"한",
			"ｱ",
			"\u200d",
			"❤\ufe0f",
		);
		fc.assert(
			fc.property(fc.array(piece), fc.nat(30), (pieces, width) => {
				expect(stringWidth(fitAnsi(pieces.join(""), width))).toBe(width);
			}),
			{ numRuns: 300 },
		);
	});

	test("lets nothing but styles through", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary" }), fc.nat(40), (row, width) => {
				const rest = fitAnsi(`\u001b${row}`, width).replaceAll(new RegExp(`${"\u001b"}\\[[\\d;:]*m`, "g"), "");
				expect(rest).not.toMatch(/\p{Cc}/u);
			}),
			{ numRuns: 300 },
		);
	});
});

describe("displayWidth", () => {
	const cases: readonly [string, number][] = [
		["", 0],
		["abc", 3],
		[`${red}abc${reset}`, 3],
		["日本", 4],
		[family, 2],
		["e\u0301", 1],
		["⣿✓", 2],
	];
	for (const [row, width] of cases)
		test(`${JSON.stringify(row)}: ${width}`, () => expect(displayWidth(row)).toBe(width));
});

describe("cutAnsi says where columns have to be given", () => {
	const cases: readonly [string, string][] = [
		["abc", "abc"],
		["日本語", "日本語"],
		["日本a", "日本{4}a"],
		["a日b", "a日{3}b"],
		["🚀a", "🚀{2}a"],
		["🚀日a", "🚀{2}日{4}a"],
		[`${family}${family}`, `${family}{2}${family}`],
		["e\u0301a", "e\u0301{1}a"],
	];
	for (const [row, expected] of cases) {
		test(expected, () => expect(cutAnsi(row, 20, (column) => `{${column}}`).text).toBe(expected));
	}

	test("and whether terminals may disagree", () => {
		expect(cutAnsi("日本│", 20).unsure).toBe(false);
		expect(cutAnsi("a🚀", 20).unsure).toBe(true);
		expect(cutAnsi("a🚀", 1).unsure).toBe(false);
	});
});

describe("stripControls", () => {
	const cases: readonly [string, string][] = [
		["plain", "plain"],
		[`${red}red${reset}`, "red"],
		["a\nb\r\nc\td", "a b c d"],
		["\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\", "link"],
		["\u001bP1;2|data\u001b\\x\u0085y\u007f", "xy"],
		["\u001b", ""],
	];
	for (const [text, expected] of cases) {
		test(JSON.stringify(text), () => expect(stripControls(text)).toBe(expected));
	}
});
