import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Layout, Rect } from "../../../src/tui/ui/layout.ts";
import { layout } from "../../../src/tui/ui/layout.ts";
import type { UiState } from "../../../src/tui/ui/ui-state.ts";
import { initialUi } from "../../../src/tui/ui/ui-state.ts";

const uiAt = (cols: number, rows: number, change: Partial<UiState> = {}): UiState => ({
	...initialUi({ cols, rows, now: 0, watch: false }),
	...change,
});
const monitors = (count: number) => Array.from({ length: count }, (_, index) => `m${index + 1}`);
const text = ({ x, y, width, height }: Rect) => `${x},${y} ${width}×${height}`;
const frames = (places: Layout) => places.panes.map((pane) => text(pane.frame));

describe("layout", () => {
	const check = (name: string, [ui, count]: [UiState, number], expected: { talk?: string; panes: string[] }) =>
		it(name, () => {
			const places = layout(ui, monitors(count));
			expect(places.talk && text(places.talk)).toBe(expected.talk);
			expect(frames(places)).toEqual(expected.panes);
		});

	check("one monitor takes the grid", [uiAt(200, 50), 1], { talk: "0,1 76×48", panes: ["76,1 124×48"] });
	check("two stand side by side", [uiAt(200, 50), 2], {
		talk: "0,1 76×48",
		panes: ["76,1 62×48", "138,1 62×48"],
	});
	check("two are stacked where they would be narrow", [uiAt(120, 40), 2], {
		talk: "0,1 46×38",
		panes: ["46,1 74×19", "46,20 74×19"],
	});
	check("three: the last row has one", [uiAt(200, 50), 3], {
		talk: "0,1 76×48",
		panes: ["76,1 62×24", "138,1 62×24", "76,25 124×24"],
	});
	check("four are two by two", [uiAt(200, 50), 4], {
		talk: "0,1 76×48",
		panes: ["76,1 62×24", "138,1 62×24", "76,25 62×24", "138,25 62×24"],
	});
	check("narrower than 120: one column", [uiAt(119, 40), 2], {
		talk: "0,1 54×38",
		panes: ["54,1 65×19", "54,20 65×19"],
	});
	check("narrower than 90: the conversation", [uiAt(80, 24), 2], { talk: "0,1 80×22", panes: [] });
	check("narrower than 90: or the panes", [uiAt(80, 24, { shown: "panes", focus: "panes" }), 2], {
		panes: ["0,1 80×11", "0,12 80×11"],
	});
	check("what is typed into is seen", [uiAt(80, 24, { attached: "m1" }), 1], { panes: ["0,1 80×22"] });
	check("zoom takes the whole body", [uiAt(200, 50, { zoom: true, focus: "panes", pane: "m2" }), 4], {
		panes: ["0,1 200×48"],
	});
	check("zoom leaves the conversation to who writes", [uiAt(200, 50, { zoom: true, pane: "m2" }), 4], {
		talk: "0,1 76×48",
		panes: ["76,1 124×48"],
	});
	check("no monitor, no zoom", [uiAt(200, 50, { zoom: true, focus: "panes" }), 0], { talk: "0,1 76×48", panes: [] });

	const rowsFor = (count: number, ui = uiAt(200, 50)) => {
		const tops = layout(ui, monitors(count)).panes.map((pane) => pane.frame.y);
		return [...new Set(tops)].map((top) => tops.filter((one) => one === top).length).join(" ");
	};
	const checkRows = (count: number, expected: string) =>
		it(`${count} panes stand in rows of ${expected}`, () => expect(rowsFor(count)).toBe(expected));

	checkRows(5, "2 2 1");
	checkRows(6, "2 2 2");
	checkRows(7, "3 2 2");
	checkRows(9, "3 3 3");
	checkRows(16, "4 4 4 4");

	it("rather makes panes lower than too narrow to read, while all of them fit", () => {
		const rows = (count: number) => rowsFor(count, uiAt(120, 40));
		expect([rows(7), rows(10)]).toEqual(["2 2 2 1", "2 2 2 2 2"]);
		expect(rows(12)).toBe("3 3 3 3");
	});

	it("divides a pane into output, a row that parts, and a quarter for events", () => {
		const pane = layout(uiAt(200, 50), monitors(4)).panes[0];
		expect(pane && [text(pane.screen), text(pane.events)]).toEqual(["77,2 60×15", "77,18 60×6"]);
	});

	it("says that a terminal is too small", () => {
		expect(layout(uiAt(59, 50), monitors(2))).toMatchObject({ tooSmall: true, panes: [] });
		expect(layout(uiAt(60, 14), monitors(2)).talk).toBeUndefined();
		expect(layout(uiAt(60, 15), monitors(2)).tooSmall).toBe(false);
	});

	it("pages, and shows the page of the chosen pane", () => {
		const small = { shown: "panes", focus: "panes" } as const;
		const first = layout(uiAt(80, 24, small), monitors(8));
		expect(first.panes.map((pane) => pane.monitor)).toEqual(["m1", "m2", "m3"]);
		expect([first.page, first.pages]).toEqual([0, 3]);
		const chosen = layout(uiAt(80, 24, { ...small, pane: "m8" }), monitors(8));
		expect(chosen.panes.map((pane) => pane.monitor)).toEqual(["m7", "m8"]);
		expect(layout(uiAt(80, 24, { ...small, page: 9 }), monitors(8)).page).toBe(2);
	});

	it("lays an overlay over everything but the first and the last line", () => {
		const places = layout(uiAt(100, 30, { overlay: { type: "leave" } }), monitors(1));
		expect(places.overlay && text(places.overlay)).toBe("0,1 100×28");
	});
});

const sizes = fc.record({ cols: fc.integer({ min: 60, max: 250 }), rows: fc.integer({ min: 15, max: 80 }) });
const looks = fc.record({
	focus: fc.constantFrom("composer", "panes", "card"),
	shown: fc.constantFrom("conversation", "panes"),
	zoom: fc.boolean(),
	page: fc.integer({ min: 0, max: 5 }),
	pane: fc.integer({ min: 1, max: 22 }).map((n) => `m${n}`),
} as const);

describe("layout at every size", () => {
	const every = (check: (places: Layout, ui: UiState, count: number) => void) =>
		fc.assert(
			fc.property(sizes, looks, fc.integer({ min: 0, max: 20 }), ({ cols, rows }, look, count) => {
				const ui = uiAt(cols, rows, look);
				check(layout(ui, monitors(count)), ui, count);
			}),
			{ numRuns: 500 },
		);

	it("covers every cell exactly once", () => {
		every((places, ui) => {
			const parts = [places.top, places.footer];
			if (places.talk) parts.push(places.talk);
			if (places.panes.length > 0) parts.push(...places.panes.map((pane) => pane.frame));
			else if (places.grid) parts.push(places.grid);
			expect(coverage(parts, ui.cols, ui.rows)).toEqual({ once: ui.cols * ui.rows, twice: 0, outside: 0 });
		});
	});

	it("keeps output, a parting row and events inside each frame", () => {
		every((places) => {
			for (const { frame, screen, events } of places.panes) {
				expect(frame.width).toBeGreaterThanOrEqual(24);
				expect(frame.height).toBeGreaterThanOrEqual(7);
				expect([screen.x, screen.y, screen.width]).toEqual([frame.x + 1, frame.y + 1, frame.width - 2]);
				expect([events.x, events.y, events.width]).toEqual([screen.x, screen.y + screen.height + 1, screen.width]);
				expect(events.y + events.height).toBe(frame.y + frame.height - 1);
				expect(screen.height).toBeGreaterThanOrEqual(events.height);
				expect(events.height).toBeGreaterThanOrEqual(frame.height >= 8 ? 2 : 1);
			}
		});
	});

	it("shows every monitor on one page", () => {
		every((_places, ui, count) => {
			const looking = { ...ui, shown: "panes", focus: "panes" } as const;
			const shown = monitors(count).map((pane) => layout({ ...looking, pane }, monitors(count)));
			for (const [index, places] of shown.entries()) {
				expect(places.panes.map((pane) => pane.monitor)).toContain(`m${index + 1}`);
				expect(places.page).toBeLessThan(places.pages);
			}
		});
	});
});

function coverage(parts: readonly Rect[], cols: number, rows: number) {
	const cells = new Uint8Array(cols * rows);
	let outside = 0;
	for (const { x, y, width, height } of parts) {
		if (x < 0 || y < 0 || x + width > cols || y + height > rows) outside += 1;
		for (let row = y; row < y + height; row += 1) {
			for (let col = x; col < x + width; col += 1) cells[row * cols + col] = (cells[row * cols + col] ?? 0) + 1;
		}
	}
	const count = (wanted: (value: number) => boolean) => cells.filter(wanted).length;
	return { once: count((value) => value === 1), twice: count((value) => value > 1), outside };
}
