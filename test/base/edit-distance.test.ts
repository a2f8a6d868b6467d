import { expect, test } from "vitest";
import { editDistance } from "../../src/base/edit-distance.ts";

test.each([
	["", "", 0],
	["events", "events", 0],
	["event", "events", 1],
	["evnets", "events", 2],
	["", "ls", 2],
	["run", "stop", 4],
	["kitten", "sitting", 3],
	["x".repeat(41), "x".repeat(41), 40],
])("%j to %j takes %i", (a, b, expected) => {
	expect(editDistance(a, b)).toBe(expected);
	expect(editDistance(b, a)).toBe(expected);
});
