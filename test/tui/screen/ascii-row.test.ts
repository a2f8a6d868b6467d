import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asciiRow } from "../../../src/tui/screen/ascii-row.ts";
import { displayWidth, fitAnsi } from "../../../src/tui/screen/cells.ts";

const red = "\u001b[1;31m";

describe("asciiRow", () => {
	const check = (row: string, expected: string) =>
		it(`${JSON.stringify(row)} gives ${JSON.stringify(expected)}`, () => {
			expect(asciiRow(row)).toBe(expected);
		});

	check("GET /cart 200", "GET /cart 200");
	check("monitor logs · 1 event", "monitor logs - 1 event");
	check("again, ×16 in 1 min", "again, x16 in 1 min");
	check("── run again ──", "-- run again --");
	check("✓ cart ✗ voucher → 90 ≈ 100…", "+ cart x voucher > 90 ~ 100~");
	check("“café” naïve", '"cafe" naive');
	check("e\u0301", "e");
	check("日本 ok", "???? ok");
	check("👩‍👩‍👧!", "??!");
	check(`${red}■\u001b[0m held`, `${red}#\u001b[0m held`);

	it("takes as many cells as before, and nothing but ASCII", () => {
		fc.assert(
			fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
				const row = fitAnsi(text, 40);
				expect(asciiRow(row)).toMatch(/^\p{ASCII}*$/u);
				expect(displayWidth(asciiRow(row))).toBe(40);
			}),
			{ numRuns: 300 },
		);
	});
});
