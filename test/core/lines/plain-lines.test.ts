import { expect, test } from "vitest";
import { completePlainLines } from "../../../src/core/lines/plain-lines.ts";
import { utf8 } from "./chunks.ts";

test.each([
	["", [], 0],
	["no newline", [], 0],
	["a\n", ["a"], 2],
	["a\nb\nrest", ["a", "b"], 4],
	["a\r\nb\r\n", ["a", "b"], 6],
	["a\nb\r\n", ["a", "b"], 5],
	["a\r\nb\r", ["a"], 3],
	["\n\n", ["", ""], 2],
	["a\tb\n", ["a b"], 4],
	["a\nb\x1b[1mc\nd\n", ["a"], 2],
	["a\nü\nb\n", ["a"], 2],
	["a\nb\rc\n", ["a"], 2],
	["\x1b[0m\n", [], 0],
	["a\x7f\n", [], 0],
])("%j begins with %j", (text, texts, end) => {
	expect(completePlainLines(utf8(text))).toEqual({ texts, end });
});
