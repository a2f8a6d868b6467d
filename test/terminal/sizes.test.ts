import { expect, test } from "vitest";
import { findPanes } from "./drivers/pane.ts";
import type { Screen } from "./drivers/screen.ts";
import { withSession } from "./drivers/session.ts";

/** Boxes cover everything between the first and the last line, without a gap and without an overlap. */
function isWhole({ terminal }: Screen): boolean {
	const { cols, rows } = terminal.emulator;
	const covered = findPanes(terminal).reduce((sum, { frame }) => sum + frame.width * frame.height, 0);
	return covered === cols * (rows - 2);
}

function wrappedRows({ terminal: { emulator } }: Screen): number[] {
	const rows = Array.from({ length: emulator.rows }, (_, y) => y);
	return rows.filter((y) => emulator.buffer.active.getLine(emulator.buffer.active.baseY + y)?.isWrapped);
}

const sizes = [
	{ cols: 200, rows: 50, panes: 3 },
	{ cols: 120, rows: 40, panes: 3 },
	{ cols: 100, rows: 40, panes: 3 },
	{ cols: 80, rows: 24, panes: 0 },
	{ cols: 60, rows: 15, panes: 0 },
];

test("every size is drawn whole, also while it changes", () =>
	withSession(async (s) => {
		const wide = "printf '日本語 %.0s' $(seq 60); echo; printf '\\033[41mred %.0s' $(seq 100); read";
		for (const name of ["one", "two", "three"]) await s.run(name, wide);
		const screen = await s.open({ cols: 90, rows: 20 });
		for (const { cols, rows, panes } of [...sizes, ...sizes.toReversed()]) {
			screen.terminal.resize(cols, rows);
			await screen.shows(() => isWhole(screen) && screen.footer.includes("? help"), `${cols}×${rows} drawn whole`);
			expect(screen.panes()).toHaveLength(panes);
			expect(wrappedRows(screen)).toEqual([]);
			expect(screen.top).toMatch(/^ monmux/);
		}
	}));

test("a narrow screen shows the conversation or the panes", () =>
	withSession(async (s) => {
		await s.run("one", "echo here; read");
		const screen = await s.open({ cols: 80, rows: 24 });
		await screen.talkShows("Nothing was said yet.");
		screen.press("Tab");
		await screen.paneShows("one", (pane) => pane.frame.width === 80 && pane.screen.includes("here"));
		expect(isWhole(screen)).toBe(true);
		screen.press("Tab");
		await screen.talkShows("Nothing was said yet.");
	}));

test("a screen that is too small says so, and comes back", () =>
	withSession(async (s) => {
		await s.run("one", "echo here; read");
		const screen = await s.open({ cols: 50, rows: 10, ready: "monmux needs 60 columns and 15 rows." });
		expect(screen.terminal.screen().join("\n")).toContain("This terminal has 50 and 10.");
		screen.terminal.resize(120, 40);
		await screen.paneShows("one", "here");
		await screen.shows(() => isWhole(screen), "drawn whole");
		screen.terminal.resize(59, 40);
		await screen.shows("This terminal has 59 and 40.");
		screen.press("Ctrl+c", "Ctrl+c");
		screen.terminal.resize(120, 40);
		await screen.shows(/detach/i);
	}));
