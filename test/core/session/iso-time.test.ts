import { expect, test } from "vitest";
import { isoTime } from "../../../src/core/session/iso-time.ts";

test.each([
	[0, "1970-01-01T00:00:00.000Z"],
	[951_782_399_999, "2000-02-28T23:59:59.999Z"],
	[951_782_400_000, "2000-02-29T00:00:00.000Z"],
	[4_107_542_400_000, "2100-03-01T00:00:00.000Z"],
	[-5, "1970-01-01T00:00:00.000Z"],
])("%d", (at, text) => {
	expect(isoTime(at)).toBe(text);
});

test("every day and odd hour of 200 years agrees with the platform's calendar", () => {
	for (let at = 0; at < 200 * 366 * 86_400_000; at += 86_399_993) expect(isoTime(at)).toBe(new Date(at).toISOString());
});
