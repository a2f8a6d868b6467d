import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Compositor, createCompositor, type Rect } from "../../../src/tui/screen/compositor.ts";
import { cellsOf, createOracle, feed, textOf } from "./screen-oracle.ts";

const red = "\u001b[31m";

/** A compositor of 20×4 in front of a terminal; `draw` flushes and returns the bytes. */
function open(cols = 20, rows = 4, unicode = true) {
	const compositor = createCompositor({ cols, rows }, { unicode });
	const terminal = createOracle(cols, rows);
	const draw = async () => {
		const bytes = compositor.flush();
		await feed(terminal, bytes);
		return bytes;
	};
	return { compositor, terminal, draw };
}

describe("what is shown", () => {
	test("regions stand side by side, cut to their width", async () => {
		const { compositor, terminal, draw } = open();
		compositor.setRegion("left", { x: 0, y: 0, width: 5, height: 4 }, ["one", "two and more"]);
		compositor.setRegion("right", { x: 6, y: 1, width: 14, height: 2 }, ["three", `${red}four`, "not shown"]);
		await draw();
		expect(textOf(terminal)).toEqual(["one", "two a three", "      four", ""]);
	});

	test("a terminal without unicode gets ASCII, in the same cells", async () => {
		const { compositor, terminal, draw } = open(20, 4, false);
		compositor.setRegion("left", { x: 0, y: 0, width: 8, height: 1 }, [`│${red}日本é…`]);
		compositor.setRegion("right", { x: 8, y: 0, width: 12, height: 1 }, ["× 3 · done"]);
		expect(await draw()).toMatch(/^\p{ASCII}*$/u);
		expect(textOf(terminal)[0]).toBe("|????e~ x 3 - done");
	});

	test("a shorter text leaves nothing of the longer one", async () => {
		const { compositor, terminal, draw } = open();
		const rect: Rect = { x: 2, y: 0, width: 10, height: 1 };
		compositor.setRegion("border", { x: 12, y: 0, width: 1, height: 1 }, ["│"]);
		for (const text of ["0123456789", "012", "", "012345678"]) {
			compositor.setRegion("pane", rect, [text]);
			await draw();
			expect(textOf(terminal)[0]).toBe(`  ${text.padEnd(10)}│`);
		}
	});

	test("a region that moves or goes leaves its place blank", async () => {
		const { compositor, terminal, draw } = open();
		compositor.setRegion("a", { x: 0, y: 0, width: 4, height: 1 }, ["aaaa"]);
		compositor.setRegion("b", { x: 5, y: 0, width: 4, height: 2 }, ["bbbb", "bbbb"]);
		await draw();
		compositor.setRegion("b", { x: 10, y: 1, width: 4, height: 1 }, ["bbbb"]);
		await draw();
		expect(textOf(terminal)).toEqual(["aaaa", "          bbbb", "", ""]);
		compositor.removeRegion("a");
		await draw();
		expect(textOf(terminal)[0]).toBe("");
	});

	test("a later region covers an earlier one, which may change below it", async () => {
		const { compositor, terminal, draw } = open();
		const below: Rect = { x: 0, y: 0, width: 10, height: 1 };
		compositor.setRegion("below", below, ["aaaaaaaaaa"]);
		compositor.setRegion("over", { x: 3, y: 0, width: 4, height: 1 }, ["XX"]);
		await draw();
		expect(textOf(terminal)[0]).toBe("aaaXX  aaa");
		compositor.setRegion("below", below, ["bbbbbbbbbb"]);
		await draw();
		expect(textOf(terminal)[0]).toBe("bbbXX  bbb");
		compositor.removeRegion("over");
		await draw();
		expect(textOf(terminal)[0]).toBe("bbbbbbbbbb");
	});

	test("what is outside of the screen is left out", async () => {
		const { compositor, terminal, draw } = open();
		compositor.setRegion("wide", { x: 15, y: 3, width: 50, height: 9 }, ["0123456789", "below"]);
		compositor.setRegion("above", { x: 0, y: -1, width: 5, height: 2 }, ["hidden", "seen"]);
		compositor.setRegion("gone", { x: 40, y: 0, width: 5, height: 2 }, ["x"]);
		await draw();
		expect(textOf(terminal)).toEqual(["seen", "", "", "               01234"]);
	});

	test("cells of doubtful width do not move what stands right of them", async () => {
		const { compositor, terminal, draw } = open();
		const family = "👨‍👩‍👧‍👦";
		for (const text of [`a${family}b`, `${family}${family}`, "1234567", `1234${family}`, "❤\ufe0fx日y", "x"]) {
			compositor.setRegion("pane", { x: 0, y: 0, width: 7, height: 1 }, [text]);
			compositor.setRegion("next", { x: 7, y: 0, width: 8, height: 1 }, ["│border│"]);
			await draw();
			const cells = cellsOf(terminal)[0]?.slice(7, 15);
			expect(cells?.map((cell) => cell.text).join("")).toBe("│border│");
		}
	});

	test("styles end with their segment", async () => {
		const { compositor, terminal, draw } = open();
		compositor.setRegion("a", { x: 0, y: 0, width: 4, height: 1 }, ["\u001b[1;44mab"]);
		compositor.setRegion("b", { x: 4, y: 0, width: 4, height: 1 }, ["cd"]);
		await draw();
		const row = cellsOf(terminal)[0] ?? [];
		expect(row.map((cell) => cell.bold).slice(0, 5)).toEqual([true, true, false, false, false]);
		expect(row.map((cell) => cell.background).slice(0, 5)).toEqual([4, 4, undefined, undefined, undefined]);
	});

	test("controls in a text do nothing", async () => {
		const { compositor, terminal, draw } = open();
		compositor.setRegion("a", { x: 0, y: 0, width: 20, height: 1 }, ["a\u001b[2J\u001b[3;3Hb\r\nc\u009b5;5Hd"]);
		await draw();
		expect(textOf(terminal)).toEqual(["ab c5;5Hd", "", "", ""]);
	});
});

describe("what is written", () => {
	const row = (text: string) => ({ rect: { x: 0, y: 1, width: 10, height: 1 }, rows: [text] });
	const set = (compositor: Compositor, text: string) => compositor.setRegion("a", row(text).rect, row(text).rows);

	test("nothing when nothing changed", async () => {
		const { compositor, draw } = open();
		set(compositor, "one");
		expect(await draw()).not.toBe("");
		set(compositor, "one");
		expect(await draw()).toBe("");
	});

	test("only the segment that changed", async () => {
		const { compositor, draw } = open();
		set(compositor, "one");
		compositor.setRegion("b", { x: 10, y: 0, width: 10, height: 4 }, ["b0", "b1", "b2", "b3"]);
		await draw();
		set(compositor, "two");
		expect(await draw()).toBe("\u001b[2;1Htwo\u001b[7X");
		set(compositor, `${red}two more`);
		expect(await draw()).toBe(`\u001b[2;1H${red}two more\u001b[0m  `);
		set(compositor, "");
		expect(await draw()).toBe("\u001b[2;1H\u001b[10X");
	});

	test("everything after repaint and resize", async () => {
		const { compositor, terminal, draw } = open();
		set(compositor, "one");
		await draw();
		await feed(terminal, "\u001b[Hgarbage\u001b[4;1Hgarbage");
		compositor.repaint();
		await draw();
		expect(textOf(terminal)).toEqual(["", "one", "", ""]);
		terminal.resize(30, 3);
		await feed(terminal, "\u001b[2Hgarbage");
		compositor.resize({ cols: 30, rows: 3 });
		await draw();
		expect(textOf(terminal)).toEqual(["", "one", ""]);
	});
});

describe("the cursor", () => {
	test("shows at its place after each frame, and hides", async () => {
		const { compositor, terminal, draw } = open();
		expect(await draw()).toContain("\u001b[?25l");
		compositor.cursor({ x: 3, y: 2 });
		expect(await draw()).toBe("\u001b[?25l\u001b[3;4H\u001b[?25h".slice(6));
		expect(await draw()).toBe("");
		compositor.setRegion("a", { x: 0, y: 0, width: 9, height: 1 }, ["text"]);
		await draw();
		expect([terminal.buffer.active.cursorX, terminal.buffer.active.cursorY]).toEqual([3, 2]);
		compositor.cursor({ x: 20, y: 0 });
		expect(await draw()).toBe("\u001b[?25l");
		compositor.cursor(undefined);
		expect(await draw()).toBe("");
	});

	test("is hidden again after a repaint", () => {
		const { compositor } = open();
		compositor.flush();
		compositor.repaint();
		expect(compositor.flush().startsWith("\u001b[?25l")).toBe(true);
	});
});

describe("the emulator agrees", () => {
	const cols = 24;
	const rows = 5;
	const piece = fc.constantFrom(
		"a",
		"bc",
		" ",
		"日",
		"👨‍👩‍👧‍👦",
		"🚀",
		"e\u0301",
		red,
		"\u001b[0m",
		"\u001b[7m",
		"│",
		"❤\ufe0f",
		"한글",
	);
	const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
	const places: readonly Rect[] = [
		{ x: 0, y: 0, width: 8, height: rows },
		{ x: 8, y: 0, width: 9, height: 2 },
		{ x: 17, y: 0, width: 7, height: 2 },
		{ x: 8, y: 2, width: 16, height: 3 },
	];
	const lines = fc.array(text, { maxLength: 4 });
	const anywhere = fc.record({ x: fc.nat(cols), y: fc.nat(rows), width: fc.nat(cols), height: fc.nat(rows) });
	type Edit = (compositor: Compositor) => void;
	const setTile = fc.tuple(fc.constantFrom("a", "b", "c", "d"), fc.constantFrom(...places), lines).map(
		([name, rect, shown]): Edit =>
			(compositor) =>
				compositor.setRegion(name, rect, shown),
	);
	const setOverlay = fc.tuple(anywhere, lines).map(
		([rect, shown]): Edit =>
			(compositor) =>
				compositor.setRegion("over", rect, shown),
	);
	const remove = fc.constantFrom("a", "b", "over").map(
		(name): Edit =>
			(compositor) =>
				compositor.removeRegion(name),
	);
	const both = fc.tuple(setTile, setTile).map(
		([one, two]): Edit =>
			(compositor) => {
				one(compositor);
				two(compositor);
			},
	);
	const edit = fc.oneof(
		{ weight: 5, arbitrary: setTile },
		{ weight: 2, arbitrary: both },
		{ weight: 1, arbitrary: setOverlay },
		{ weight: 1, arbitrary: remove },
	);

	test("that many small changes and one whole picture are the same screen", async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(edit, { maxLength: 25 }), async (edits) => {
				const { compositor, terminal, draw } = open(cols, rows);
				for (const step of edits) {
					step(compositor);
					await draw();
				}
				const whole = createOracle(cols, rows);
				compositor.repaint();
				await feed(whole, compositor.flush());
				expect(cellsOf(terminal)).toEqual(cellsOf(whole));
			}),
			{ numRuns: 150 },
		);
	}, 60_000);
});
