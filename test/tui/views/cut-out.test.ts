import { describe, expect, it } from "vitest";
import { cutOut } from "../../../src/tui/views/overlay/cut-out.ts";

const rect = { x: 4, y: 1, width: 12, height: 5 };
const bold = "\u001b[1m";
const off = "\u001b[0m";

describe("cutOut", () => {
	it("finds the box in the middle of an overlay", () => {
		const rows = ["", " ", `  ${bold}┏━━┓${off}`, "  ┃日┃  ", "  ┗━━┛", ""];
		expect(cutOut(rows, rect)).toEqual({
			rect: { x: 6, y: 3, width: 4, height: 3 },
			rows: [`${bold}┏━━┓${off}`, "┃日┃  ", "┗━━┛"],
		});
	});

	it("takes the whole of what fills the place", () => {
		const rows = ["┏━━━━━━━━━━┓", "┃          ┃", "┗━━━━━━━━━━┛"];
		expect(cutOut(rows, rect)).toEqual({ rect: { ...rect, height: 3 }, rows });
	});

	it("keeps blank rows inside", () => {
		expect(cutOut(["", " a", "", " b"], rect)).toEqual({
			rect: { x: 5, y: 2, width: 1, height: 3 },
			rows: ["a", "", "b"],
		});
	});

	it("finds nothing where nothing is drawn", () => expect(cutOut(["", "  "], rect)).toBeUndefined());
});
