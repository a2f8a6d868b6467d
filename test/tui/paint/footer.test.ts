import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { footerCursor, paintFooter, paintNoteAbove } from "../../../src/tui/paint/footer.ts";
import { paintEmptyGrid, paintTooSmall } from "../../../src/tui/paint/hints.ts";
import { displayWidth } from "../../../src/tui/screen/cells.ts";
import type { UiState } from "../../../src/tui/ui/ui-state.ts";
import { ascii, bare, colored, frame, noon41, sampleContext, sampleMonitor, sampleState } from "./samples.ts";

const state = sampleState({ monitors: { m1: sampleMonitor() } });
const search = { monitor: "m1", query: "vouch", typing: true, offsets: [], index: 0 };

function footer(ui: Partial<UiState>): string {
	return (bare([paintFooter(state, sampleContext({ cols: 100, ...ui }))])[0] ?? "").trimEnd();
}

describe("the footer", () => {
	it("says what the keys do where the focus is", () => {
		expect(footer({ focus: "panes" })).toMatch(/^ f forward {2}m mute {2}.*\? help$/);
		expect(footer({})).toMatch(/^ Enter send {2}.*\? help$/);
	});

	it("shows a note in place of the keys until its moment", () => {
		const note = { text: "build has ended: r runs it again", until: noon41 + 1, bad: true };
		expect(footer({ note })).toBe(" build has ended: r runs it again");
		expect(footer({ note: { ...note, until: noon41 } })).toContain("Enter send");
		const painted = paintFooter(state, sampleContext({ note }, colored));
		expect(painted).toContain(colored.style("bad", " build has ended: r runs it again".padEnd(200)));
	});

	it("keeps the end of a long note, which says what to do, and has the rest above", () => {
		const text = 'no monitor named "nope". Monitors here: logs, bar, top, ask, cjk, wide, flood, tests.';
		const context = sampleContext({ cols: 60, note: { text, until: noon41 + 1, bad: true } });
		expect(frame([...paintNoteAbove(context), paintFooter(state, context)])).toBe(`
 no monitor named "nope". Monitors here: logs, bar, top,
 ask, cjk, wide, flood, tests.
`);
	});

	it("gives a note half of the screen, and marks what is cut", () => {
		const note = { text: "word ".repeat(100), until: noon41 + 1, bad: false };
		const context = sampleContext({ cols: 60, rows: 15, note });
		expect(paintNoteAbove(context)).toHaveLength(6);
		expect(paintFooter(state, context)).toMatch(/word…|…/);
		expect(paintNoteAbove(sampleContext({ cols: 60 }))).toEqual([]);
	});

	it("takes nothing from a note that could move the cursor", () => {
		const note = { text: "a\u001b[2J\u0007b\nc", until: noon41 + 1, bad: false };
		expect(footer({ note })).toBe(" ab c");
	});

	it.each([
		["a chord", { chord: true }, /^ a pane's key: f forward/],
		["typing into a script", { attached: "m1" }, /^ typing into tests — Ctrl\+\] /],
		["typing a search", { search }, /^ \/vouch {2}Enter search {2}Esc end/],
		["an overlay over an attached pane", { attached: "m1", overlay: { type: "leave" } }, /^ d Enter detach/],
	] as const)("tells %s", (_name, ui, expected) => expect(footer(ui)).toMatch(expected));

	it("keeps the end of a long query in sight, and the cursor behind it", () => {
		const long = { ...search, query: `${"x".repeat(200)}end` };
		const context = sampleContext({ cols: 60, search: long });
		const row = bare([paintFooter(state, context)])[0] ?? "";
		expect(row.slice(0, (footerCursor(context) ?? 0) + 1)).toMatch(/^ \/….*end $/);
	});

	it.each([
		["behind the query", { search }, 7],
		["nowhere without a search", {}, undefined],
		["nowhere once it is done", { search: { ...search, typing: false } }, undefined],
		["nowhere under an overlay", { search, overlay: { type: "leave" } }, undefined],
		["nowhere under a note", { search, note: { text: "x", until: noon41 + 1, bad: false } }, undefined],
	] as const)("puts the cursor %s", (_name, ui, expected) => {
		expect(footerCursor(sampleContext({ cols: 100, ...ui }))).toBe(expected);
	});

	it("is as wide as the terminal in every state", () => {
		const ui = fc.record({
			cols: fc.integer({ min: 60, max: 220 }),
			focus: fc.constantFrom("composer", "panes", "card"),
			chord: fc.boolean(),
			search: fc.option(fc.constant(search), { nil: undefined }),
			attached: fc.option(fc.constant("m1"), { nil: undefined }),
		});
		fc.assert(
			fc.property(ui, ({ search: typed, attached, ...rest }) => {
				const given = { ...rest, ...(typed ? { search: typed } : {}), ...(attached ? { attached } : {}) };
				const row = paintFooter(state, sampleContext(given as Partial<UiState>));
				expect(displayWidth(row)).toBe(rest.cols);
				expect(bare([row])[0]).not.toContain("…");
			}),
			{ numRuns: 100 },
		);
	});
});

describe("hints", () => {
	it("say how the first monitor starts", () => {
		const rows = paintEmptyGrid({ x: 50, y: 1, width: 56, height: 9 }, colored);
		expect(frame(rows)).toBe(`

      No monitor yet.

      Type here, in the conversation:
        /run npm test
      or in any other terminal, in this directory:
        monmux run -- npm test
      or ask the agent to watch something.

`);
	});

	it.each([
		[24, 3],
		[1, 1],
		[80, 40],
	])("fill %d × %d exactly", (width, height) => {
		const rows = paintEmptyGrid({ x: 0, y: 0, width, height }, ascii);
		expect(rows).toHaveLength(height);
		for (const row of rows) expect(displayWidth(row)).toBe(width);
	});

	it("say that the terminal is too small, and that nothing is lost", () => {
		const rows = bare(paintTooSmall({ cols: 50, rows: 5 }, colored));
		expect(rows.map((row) => row.trim()).filter(Boolean)).toEqual([
			"monmux needs 60 columns and 15 rows.",
			"This terminal has 50 and 5.",
			"Monitors go on. Ctrl+C twice leaves.",
		]);
		for (const [cols, height] of [
			[2, 1],
			[10, 2],
		] as const) {
			expect(paintTooSmall({ cols, rows: height }, ascii).map(displayWidth)).toEqual(Array(height).fill(cols));
		}
	});
});
