import { expect, test } from "vitest";
import { shareScrollback } from "../../../src/host/pty/share-scrollback.ts";

test.each([
	[0, 5000],
	[1, 5000],
	[2, 5000],
	[3, 3333],
	[4, 2500],
	[16, 625],
	[30, 500],
	[1000, 500],
])("%i terminals have %i rows each", (terminals, rows) => {
	expect(shareScrollback(5000, terminals)).toBe(rows);
});
