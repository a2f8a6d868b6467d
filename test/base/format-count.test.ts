import { expect, test } from "vitest";
import { countOf, formatCount } from "../../src/base/format-count.ts";

test.each([
	[0, "0"],
	[7, "7"],
	[999, "999"],
	[1000, "1,000"],
	[12_345, "12,345"],
	[1_234_567, "1,234,567"],
	[-1234, "-1,234"],
	[1.9, "1"],
])("%d is written %s", (count, text) => {
	expect(formatCount(count)).toBe(text);
});

test.each([
	[0, "0 lines"],
	[1, "1 line"],
	[2, "2 lines"],
	[1000, "1,000 lines"],
])("%d of a noun is %s", (count, text) => {
	expect(countOf(count, "line")).toBe(text);
});
