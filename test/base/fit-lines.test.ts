import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitLastLines } from "../../src/base/fit-lines.ts";

describe("fitLastLines", () => {
	test.each([
		[[], 10, [], { lines: 0, bytes: 0 }],
		[["abc", "def"], 7, ["abc", "def"], { lines: 0, bytes: 0 }],
		[["abc", "def"], 6, ["def"], { lines: 1, bytes: 3 }],
		[["ééé", "def"], 3, ["def"], { lines: 1, bytes: 6 }],
		[["abc", "defgh"], 3, ["def"], { lines: 1, bytes: 5 }],
		[["é👍🏽é"], 6, ["é"], { lines: 0, bytes: 10 }],
		[["", ""], 1, ["", ""], { lines: 0, bytes: 0 }],
	])("%j in %d bytes", (lines, limit, kept, cut) => {
		expect(fitLastLines(lines, limit)).toEqual({ lines: kept, cut });
	});

	test("fits, keeps the newest, and counts what is missing", () => {
		const line = fc.string({ unit: fc.constantFrom("a", "é", "日", "👍🏽", "e\u0301"), maxLength: 30 });
		fc.assert(
			fc.property(fc.array(line, { maxLength: 8 }), fc.integer({ min: 10, max: 200 }), (lines, limit) => {
				const fitted = fitLastLines(lines, limit);
				const bytes = (texts: readonly string[]) => texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
				expect(Buffer.byteLength(fitted.lines.join("\n"))).toBeLessThanOrEqual(limit);
				expect(fitted.lines.length + fitted.cut.lines).toBe(lines.length);
				expect(bytes(fitted.lines) + fitted.cut.bytes).toBe(bytes(lines));
				if (lines.length > 0) expect(lines.at(-1)?.startsWith(fitted.lines.at(-1) ?? "-")).toBe(true);
			}),
			{ numRuns: 400 },
		);
	});
});
