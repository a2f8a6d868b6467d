import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { displayWidth } from "../../../src/tui/screen/cells.ts";
import { composerCursor } from "../../../src/tui/views/talk/composer-cursor.ts";
import { composerRows } from "../../../src/tui/views/talk/composer-rows.ts";
import { paintTalk } from "../../../src/tui/views/talk/talk-picture.ts";
import { bare, colored, sampleUi } from "../paint/samples.ts";
import { screenOf } from "../paint/screen-of.ts";
import { composerWith, talkOf, talkState } from "./talk-samples.ts";

/** Texts with the cursor as `|`, in a composer of 13 cells: ten for text. */
function rowsAt(marked: string, height = 5) {
	const cursor = marked.indexOf("|");
	const shown = composerRows(composerWith(marked.replace("|", ""), cursor), { width: 13, height });
	return { rows: shown.rows, cursor: shown.cursor };
}

describe("composerRows", () => {
	it.each([
		["|", [""], { x: 2, y: 0 }],
		["hello|", ["hello"], { x: 7, y: 0 }],
		["he|llo", ["hello"], { x: 4, y: 0 }],
		["two\nlin|es", ["two", "lines"], { x: 5, y: 1 }],
		["two|\nlines", ["two", "lines"], { x: 5, y: 0 }],
		["two\n|", ["two", ""], { x: 2, y: 1 }],
		["exactlyten|", ["exactlyten"], { x: 12, y: 0 }],
		["exactlyten!|", ["exactlyten", "!"], { x: 3, y: 1 }],
		["日本語|日本語", ["日本語日本", "語"], { x: 8, y: 0 }],
		["a日本語日本|語", ["a日本語日", "本語"], { x: 4, y: 1 }],
		["👩‍👩‍👧|x", ["👩‍👩‍👧x"], { x: 4, y: 0 }],
	] as const)("%j", (marked, rows, cursor) => expect(rowsAt(marked)).toEqual({ rows, cursor }));

	it("shows the rows around the cursor of a text that is too long", () => {
		const lines = Array.from({ length: 12 }, (_, index) => `line ${index}`);
		expect(rowsAt(`${lines.join("\n")}|`, 4).rows).toEqual(lines.slice(8));
		expect(rowsAt(`|${lines.join("\n")}`, 4)).toEqual({ rows: lines.slice(0, 4), cursor: { x: 2, y: 0 } });
		const middle = rowsAt(lines.join("\n").replace("line 6", "li|ne 6"), 4);
		expect(middle.rows[middle.cursor.y]).toBe("line 6");
	});

	it("counts what is out of sight, and says so above the text", () => {
		const text = Array.from({ length: 2000 }, (_, index) => `line ${index + 1}`).join("\n");
		const shown = (cursor: number) =>
			bare(paintTalk(talkOf(talkState([]), { composer: composerWith(text, cursor) }), colored));
		expect(shown(text.length).slice(-6, -4)).toEqual([
			"┠─ ↑ 1,996 more rows of your text ───────────────┨",
			"┃   line 1997                                    ┃",
		]);
		expect(shown(0).slice(-6, -4)).toEqual([
			"┠─ ↓ 1,996 more rows of your text ───────────────┨",
			"┃ > line 1                                       ┃",
		]);
		expect(shown(text.indexOf("line 1000")).join("\n")).toMatch(/↑ 997 ↓ 999 more rows/);
	});

	it("always has the cursor on a row that is shown, and no row too wide", () => {
		const text = fc.string({ unit: "grapheme", maxLength: 120 });
		fc.assert(
			fc.property(text, fc.nat(), fc.integer({ min: 1, max: 8 }), (random, place, height) => {
				const cut = [...new Intl.Segmenter().segment(random)].map((one) => one.index);
				const cursor = cut.length === 0 ? 0 : (cut[place % cut.length] ?? 0);
				const shown = composerRows(composerWith(random, cursor), { width: 20, height });
				expect(shown.rows.length).toBeLessThanOrEqual(height);
				expect(shown.cursor.y).toBeGreaterThanOrEqual(0);
				expect(shown.cursor.y).toBeLessThan(shown.rows.length);
				expect(shown.cursor.x).toBeLessThan(20);
				for (const row of shown.rows) expect(displayWidth(row)).toBeLessThanOrEqual(17);
			}),
			{ numRuns: 300 },
		);
	});
});

describe("composerCursor", () => {
	const rect = { x: 3, y: 1, width: 50, height: 16 };

	it("stands on the cell of the text that it is before", async () => {
		const composer = composerWith("日本語 and some\nmore words", 18);
		const ui = sampleUi({ composer });
		const at = composerCursor(ui, rect) ?? { x: -1, y: -1 };
		const screen = await screenOf(paintTalk(talkOf(talkState([]), { composer }), colored), 50);
		expect(composer.text[18]).toBe("w");
		expect(screen.cell(at.x - rect.x, at.y - rect.y)?.getChars()).toBe("w");
	});

	it("stands behind the prompt while nothing is written", () => {
		const at = composerCursor(sampleUi(), rect) ?? { x: -1, y: -1 };
		const shown = bare(paintTalk(talkOf(talkState([])), colored));
		expect(shown[at.y - rect.y]?.slice(0, at.x - rect.x)).toBe("┃ > ");
	});

	it.each([
		["panes", { focus: "panes" }],
		["a card", { focus: "card" }],
		["an overlay", { overlay: { type: "leave" } }],
		["a script", { attached: "m1" }],
		["nobody: this view watches", { watch: true }],
	] as const)("is nowhere while keys go to %s", (_name, ui) => {
		expect(composerCursor(sampleUi(ui), rect)).toBeUndefined();
	});
});
