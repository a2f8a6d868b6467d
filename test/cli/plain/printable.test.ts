import { expect, test } from "vitest";
import { printable } from "../../../src/cli/plain/printable.ts";

test.each([
	["plain, 日本 ✓", "plain, 日本 ✓"],
	["\u001b[31mred\u001b[0m", "red"],
	["\u001b]0;title\u0007x\u0008", "x"],
	["a\u202eb\u2066c", "abc"],
	["one\ntwo\tthree", "one\ntwo three"],
])("%j", (text, expected) => {
	expect(printable(text)).toBe(expected);
});
