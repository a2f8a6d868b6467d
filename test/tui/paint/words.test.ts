import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paintBorderLine } from "../../../src/tui/paint/border-line.ts";
import { paintBox } from "../../../src/tui/paint/box.ts";
import { shortAge } from "../../../src/tui/paint/pane/short-age.ts";
import { formatRate, sparkline } from "../../../src/tui/paint/pane/sparkline.ts";
import { fitGroups, type Group, groupWidth, stays } from "../../../src/tui/paint/parts.ts";
import { firstLine, shorten, span } from "../../../src/tui/paint/text.ts";
import { wrapText } from "../../../src/tui/paint/wrap-text.ts";
import { displayWidth } from "../../../src/tui/screen/cells.ts";
import { bare, colored, plain } from "./samples.ts";

describe("firstLine", () => {
	it.each([
		["one\ntwo", "one"],
		["\u001b[31mred\u001b[0m", "red"],
		["bell\u0007 and \u009b2Jwipe", "bell and 2Jwipe"],
		["tab\there", "tab here"],
		["", ""],
	])("%j", (text, expected) => expect(firstLine(text)).toBe(expected));
});

describe("shorten", () => {
	it.each([
		["short", 10, "short"],
		["exactly", 7, "exactly"],
		["too long", 5, "too …"],
		["日本語", 5, "日本…"],
		["日本語", 4, "日…"],
		["x", 0, ""],
		["xy", 1, "…"],
	] as const)("%s to %d cells", (text, width, expected) => expect(shorten(text, width, colored)).toBe(expected));

	it("fills a span to its width", () => {
		expect(span("ab", 4, { tone: "good", theme: colored })).toBe("\u001b[32mab  \u001b[0m");
		expect(span("ab", 0, { tone: "good", theme: colored })).toBe("");
	});
});

describe("shortAge", () => {
	it.each([
		[-5, "0s"],
		[9_999, "9s"],
		[60_000, "1m"],
		[59 * 60_000, "59m"],
		[90 * 60_000, "1h"],
		[50 * 3_600_000, "2d"],
	] as const)("%d ms is %s", (ms, expected) => expect(shortAge(ms)).toBe(expected));
});

describe("sparkline", () => {
	it.each([
		[[], ""],
		[[0, 0], ""],
		[[0, 1, 8], "▁▂█"],
		[[1, 2, 3, 4, 5, 6, 7, 8, 9, 7], "▄▅▅▆▇██▇"],
	] as const)("%j", (rates, expected) => expect(sparkline(rates, 8, colored.spark)).toBe(expected));

	it.each([
		[0, ""],
		[0.4, "0.4/s"],
		[3, "3/s"],
		[9.99, "10/s"],
		[999, "999/s"],
		[999.6, "1k/s"],
		[1234, "1.2k/s"],
	] as const)("%d lines a second are %j", (rate, expected) => expect(formatRate(rate)).toBe(expected));
});

const groups: Group[] = [
	[
		{ text: "1", tone: "bold", rank: stays },
		{ text: "a-rather-long-name", tone: "bold", rank: stays, shrinks: true },
		{ text: "exit 1", tone: "bad", rank: 90 },
	],
	[{ text: "42 ev", tone: "dim", rank: 40 }],
	[{ text: "auto", tone: "plain", rank: stays }],
];

function fitted(room: number): string {
	const kept = fitGroups(groups, { room, gap: 3, theme: colored });
	return kept.map((group) => group.map((part) => part.text).join(" ")).join(" | ");
}

describe("fitGroups", () => {
	it.each([
		[60, "1 a-rather-long-name exit 1 | 42 ev | auto"],
		[40, "1 a-rather-long-name exit 1 | auto"],
		[30, "1 a-rather-long… exit 1 | auto"],
		[24, "1 a-rather-long-… | auto"],
		[12, "1 a-… | auto"],
	] as const)("in %d cells", (room, expected) => expect(fitted(room)).toBe(expected));

	it("counts the cells of a group with one blank between its parts", () => {
		expect(groupWidth(groups[0] ?? [])).toBe(27);
		expect(groupWidth([])).toBe(-1);
	});
});

describe("paintBorderLine", () => {
	const line = { border: colored.borders.single, tone: "plain", edge: "top" } as const;

	it("puts the first group left and the others right", () => {
		expect(bare([paintBorderLine({ ...line, width: 56 }, groups, plain)])).toEqual([
			"┌─ 1 a-rather-long-name exit 1 ───────── 42 ev ─ auto ─┐",
		]);
	});

	it("joins the sides in a divider and closes them below", () => {
		expect(paintBorderLine({ ...line, edge: "divider", width: 6 }, [], plain)).toBe("├────┤");
		expect(paintBorderLine({ ...line, edge: "bottom", width: 6 }, [], plain)).toBe("└────┘");
		expect(paintBorderLine({ ...line, width: 1 }, groups, plain)).toBe("┌");
		expect(paintBorderLine({ ...line, width: 0 }, groups, plain)).toBe("");
	});

	it("is as wide as asked, whatever the words", () => {
		const word = fc.record({ text: fc.string({ unit: "grapheme", maxLength: 30 }), shrinks: fc.boolean() });
		fc.assert(
			fc.property(fc.array(fc.array(word, { maxLength: 4 }), { maxLength: 4 }), fc.nat(120), (words, width) => {
				const random = words.map((group) =>
					group.map((one, index) => ({ ...one, text: firstLine(one.text), tone: "good" as const, rank: index })),
				);
				expect(displayWidth(paintBorderLine({ ...line, width }, random, colored))).toBe(width);
			}),
			{ numRuns: 200 },
		);
	});
});

describe("paintBox", () => {
	it("divides its sections and fits their rows", () => {
		const sections = [{ rows: ["one", "a row that is too long"] }, { rows: ["two"] }];
		const title = [[{ text: "box", tone: "bold", rank: stays }]] as const;
		expect(bare(paintBox({ width: 16, kind: "card", tone: "border", title, sections }, plain))).toEqual([
			"╭─ box ────────╮",
			"│ one          │",
			"│ a row that i │",
			"├──────────────┤",
			"│ two          │",
			"╰──────────────╯",
		]);
	});
});

describe("wrapText", () => {
	it.each([
		["fits", 10, ["fits"]],
		["breaks at a blank", 8, ["breaks", "at a", "blank"]],
		["exact fit here", 9, ["exact fit", "here"]],
		["averyveryverylongword", 8, ["averyver", "yverylon", "gword"]],
		["  keeps its indent and goes on", 14, ["  keeps its", "indent and", "goes on"]],
		["two\n\nparagraphs", 20, ["two", "", "paragraphs"]],
		["日本語のテキスト", 6, ["日本語", "のテキ", "スト"]],
		["\u001b[2Jwiped\u0007", 20, ["wiped"]],
		["zero\u200bwidth", 20, ["zerowidth"]],
		["", 5, [""]],
	] as const)("%j in %d cells", (text, width, rows) => expect(wrapText(text, width)).toEqual(rows));

	it("never makes a row too wide, loses nothing but blanks, and ends", () => {
		const texts = fc.string({ unit: "grapheme", maxLength: 200 });
		fc.assert(
			fc.property(texts, fc.integer({ min: 2, max: 40 }), (text, width) => {
				const rows = wrapText(text, width);
				for (const row of rows) expect(displayWidth(row)).toBeLessThanOrEqual(width);
			}),
			{ numRuns: 300 },
		);
		fc.assert(
			fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 }), (words) => {
				expect(wrapText(words.join(" "), 13).join(" ")).toBe(words.join(" "));
			}),
		);
	});

	it("breaks one endless line", () => {
		expect(wrapText("x".repeat(200_000), 50)).toEqual(Array.from({ length: 4000 }, () => "x".repeat(50)));
	});
});
