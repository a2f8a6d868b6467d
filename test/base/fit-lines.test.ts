import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitLastLines } from "../../src/base/fit-lines.ts";

describe("fitLastLines", () => {
	test.each([
		[[], 10, { lines: [], cut: { lines: 0, bytes: 0 } }],
		[["abc", "def"], 7, { lines: ["abc", "def"], cut: { lines: 0, bytes: 0 } }],
		[["abc", "def"], 6, { lines: ["def"], cut: { lines: 1, bytes: 3 } }],
		[["ééé", "def"], 3, { lines: ["def"], cut: { lines: 1, bytes: 6 } }],
		[["abc", "defgh"], 3, { lines: ["def"], cut: { lines: 1, bytes: 5 } }],
		[["é👍🏽é"], 6, { lines: ["é"], cut: { lines: 0, bytes: 10 } }],
		[["", ""], 1, { lines: ["", ""], cut: { lines: 0, bytes: 0 } }],
	])("%j in %d bytes", (lines, limit, fitted) => {
		expect(fitLastLines(lines, limit)).toEqual(fitted);
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
