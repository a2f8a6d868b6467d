import { describe, expect, test } from "vitest";
import { CellRow } from "../../../src/core/lines/cell-row.ts";
import { cellWidth } from "../../../src/core/lines/cell-width.ts";

describe("cellWidth", () => {
	test.each([
		["a", 1],
		["é", 1],
		["█", 1],
		["→", 1],
		["✓", 1],
		["❤", 1],
		["\u0301", 0],
		["\u200d", 0],
		["\ufe0f", 0],
		["🏽", 0],
		["日", 2],
		["한", 2],
		["Ａ", 2],
		["、", 2],
		["✅", 2],
		["👍", 2],
		["𠀀", 2],
	])("%s takes %d columns", (character, width) => {
		expect(cellWidth(character)).toBe(width);
	});
});

describe("a row of cells", () => {
	function rowWith(text: string, maxColumns = 10): CellRow {
		const row = new CellRow(maxColumns, 0);
		row.write(text);
		return row;
	}

	test("counts what is beyond its columns", () => {
		const row = rowWith("0123456789éx");
		expect([row.text, row.beyond, row.column]).toEqual(["0123456789", 3, 10]);
	});

	test("counts the longest writing beyond, and none after erasing", () => {
		const row = rowWith("0123456789abc");
		row.moveTo(0);
		row.write("0123456789x");
		expect(row.beyond).toBe(3);
		row.moveTo(5);
		row.eraseRight();
		expect([row.text, row.beyond]).toEqual(["01234", 0]);
	});

	test("does not put half a wide character at the end", () => {
		const row = rowWith("012345678日");
		expect([row.text, row.beyond]).toEqual(["012345678", 3]);
	});

	test("keeps a bounded number of accents", () => {
		const row = rowWith(`a${"\u0301".repeat(100)}`);
		expect([row.text.length, row.beyond]).toEqual([64, 2 * 37]);
	});

	test("moves stay between the borders", () => {
		const row = rowWith("abc");
		row.moveTo(-5);
		expect(row.column).toBe(0);
		row.moveTo(500);
		expect(row.column).toBe(10);
	});

	test.each([
		["right", 2, "ab"],
		["right", 0, ""],
		["right", 9, "abcdef"],
		["left", 2, "   def"],
		["left", 5, ""],
		["all", 3, ""],
	] as const)("erasing %s from column %d leaves %j", (what, column, text) => {
		const row = rowWith("abcdef");
		row.moveTo(column);
		if (what === "right") row.eraseRight();
		else if (what === "left") row.eraseLeft();
		else row.eraseAll();
		expect([row.text, row.column]).toEqual([text, column]);
	});

	test("erasing half of a wide character takes the other half along", () => {
		const row = rowWith("a日b");
		row.moveTo(2);
		row.eraseRight();
		expect(row.text).toBe("a ");
	});
});
