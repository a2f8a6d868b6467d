import { describe, expect, it } from "vitest";
import { blankStart, lineAway, lineEnd, lineStart, wordEnd, wordStart } from "../../../../src/tui/ui/compose/motion.ts";
import { initialUi } from "../../../../src/tui/ui/ui-state.ts";

const { composer } = initialUi({ cols: 80, rows: 24, now: 0, watch: false });

/** A text with its cursor where the bar is. */
const at = (marked: string) => ({ ...composer, text: marked.replace("|", ""), cursor: marked.indexOf("|") });
const mark = (text: string, index: number) => `${text.slice(0, index)}|${text.slice(index)}`;

describe("places", () => {
	const check = (place: (text: string, index: number) => number, marked: string, expected: string) =>
		it(`${place.name} of ${JSON.stringify(marked)}`, () => {
			const { text, cursor } = at(marked);
			expect(mark(text, place(text, cursor))).toBe(expected);
		});

	check(lineStart, "|", "|");
	check(lineStart, "ab|c", "|abc");
	check(lineStart, "a\nb|c", "a\n|bc");
	check(lineStart, "a\n|", "a\n|");
	check(lineStart, "\n|", "\n|");
	check(lineEnd, "a|b\nc", "ab|\nc");
	check(lineEnd, "ab\nc|", "ab\nc|");
	check(lineEnd, "|\nb", "|\nb");
	check(wordStart, "one two|", "one |two");
	check(wordStart, "one  |", "|one  ");
	check(wordStart, "a-b|", "a-|b");
	check(wordStart, "a\nb|", "a\n|b");
	check(wordStart, "naïve|", "|naïve");
	check(wordStart, "snake_case|", "|snake_case");
	check(wordStart, "|one", "|one");
	check(wordStart, "...|", "|...");
	check(wordEnd, "|one two", "one| two");
	check(wordEnd, "one| two", "one two|");
	check(wordEnd, "one|", "one|");
	check(wordEnd, "|日本 語", "日本| 語");
	check(wordEnd, "|e\u0301te\u0301 x", "e\u0301te\u0301| x");
	check(blankStart, "npm run a:b|", "npm run |a:b");
	check(blankStart, "npm   |", "|npm   ");
	check(blankStart, "|", "|");
	check(blankStart, "a\nb|", "a\n|b");
});

describe("lineAway", () => {
	const check = (step: 1 | -1, marked: string, expected: string | undefined) =>
		it(`${step === 1 ? "down" : "up"} from ${JSON.stringify(marked)}`, () => {
			const moved = lineAway(at(marked), step);
			expect(moved && mark(moved.text, moved.cursor)).toBe(expected);
		});

	check(-1, "one|", undefined);
	check(1, "one|", undefined);
	check(-1, "one\ntw|o", "on|e\ntwo");
	check(1, "on|e\ntwo", "one\ntw|o");
	check(1, "on|e\n\nthree", "one\n|\nthree");
	check(-1, "\n|", "|\n");
	check(-1, "a\nlonger|", "a|\nlonger");
	check(1, "🇩🇪a|\nxyz", "🇩🇪a\nxy|z");
	check(-1, "one\ntwo\n|three", "one\n|two\nthree");
});
