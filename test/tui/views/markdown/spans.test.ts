import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	breakSpans,
	cleanSpan,
	paintSpans,
	type Span,
	spansWidth,
	wrapSpans,
} from "../../../../src/tui/views/markdown/spans.ts";
import { colored } from "../../paint/samples.ts";

const span = (text: string, tone: Span["tone"] = "plain"): Span => ({ text, tone });
const textOf = (rows: readonly (readonly Span[])[]) => rows.map((row) => row.map((one) => one.text).join(""));

describe("wrapSpans", () => {
	const check = (name: string, [spans, width]: [Span[], number], expected: string[]) =>
		it(name, () => expect(textOf(wrapSpans(spans, width))).toEqual(expected));

	check("breaks at blanks", [[span("one two three")], 8], ["one two", "three"]);
	check("never breaks between spans of one word", [[span("a b"), span("c", "bold"), span("d e")], 5], ["a bcd", "e"]);
	check("breaks a word that is wider than a row", [[span("abcdefgh")], 3], ["abc", "def", "gh"]);
	check("keeps line ends", [[span("a\n\nb")], 9], ["a", "", "b"]);
	check("keeps several blanks inside of a row", [[span("a   b")], 9], ["a   b"]);
	check("lets go of blanks at the ends of rows", [[span("aaa   bbb")], 4], ["aaa", "bbb"]);
	check("never cuts a wide character", [[span("日本語")], 3], ["日", "本", "語"]);
	check("stands for a cluster that no row could hold", [[span("a\u{1D158}\u{1D165}\u{1D16E}b")], 2], ["a", "?b"]);
	check("is one empty row for nothing", [[], 9], [""]);
});

describe("breakSpans", () => {
	it("keeps every blank and every line", () => {
		expect(textOf(breakSpans([span("  a  b\n\n   c")], 4))).toEqual(["  a ", " b", "", "   c"]);
	});

	it("loses nothing that is visible", () => {
		const text = fc
			.string({ unit: "grapheme", maxLength: 60 })
			.map((one) => cleanSpan(span(one)).text.replaceAll("\n", ""));
		fc.assert(
			fc.property(text, fc.integer({ min: 6, max: 20 }), (one, width) => {
				const rows = breakSpans([span(one)], width);
				expect(textOf(rows).join("")).toBe(one);
				for (const row of rows) expect(spansWidth(row)).toBeLessThanOrEqual(width);
			}),
		);
	});
});

describe("painting", () => {
	it("paints neighbours of one tone together", () => {
		expect(paintSpans([span("a", "bold"), span("b", "bold"), span("c")], colored)).toBe(
			`${colored.style("bold", "ab")}c`,
		);
	});

	it("makes blanks of tabs and takes controls out", () => {
		expect(cleanSpan(span("\ta\u001b[31mb\u0000\nc\u200b")).text).toBe("    ab\nc");
	});
});
