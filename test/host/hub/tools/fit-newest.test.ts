import { expect, test } from "vitest";
import { fitNewest } from "../../../../src/host/hub/tools/fit-newest.ts";

test.each([
	[[], 10, []],
	[["a", "b", "c"], 12, ["a", "b", "c"]],
	[["a", "b", "c"], 11, ["b", "c"]],
	[["a", "b", "c"], 3, []],
	[["ä", "ö"], 5, ["ö"]],
	[['"', "\\"], 5, ["\\"]],
])("of %j, %i bytes hold %j", (items, bytes, kept) => {
	const fitted = fitNewest(items, bytes);
	expect(fitted.kept).toEqual(kept);
	expect([...fitted.left, ...fitted.kept]).toEqual(items);
});

test("a large item keeps out everything before it, so that there is no gap", () => {
	expect(fitNewest(["a", "b".repeat(50), "c"], 20).kept).toEqual(["c"]);
});
