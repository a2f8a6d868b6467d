import { describe, expect, it } from "vitest";
import type { ToolCall } from "../../../../src/model/agent.ts";
import { displayWidth } from "../../../../src/tui/screen/cells.ts";
import { callRows } from "../../../../src/tui/views/said/call-rows.ts";
import { messageRows } from "../../../../src/tui/views/talk/message-rows.ts";
import { ascii, bare, colored, plain, sampleMessage } from "../../paint/samples.ts";

const call = (changes: Partial<ToolCall> = {}): ToolCall => ({
	...{ id: "c1", title: "Read the cart", status: "done", places: [], output: "", diffs: [] },
	...changes,
});
const look = { width: 60, cwd: "/w", theme: plain, expanded: false };
const rowsOf = (changes: Partial<ToolCall>, expanded = false, width = 60) =>
	bare(callRows(call(changes), { ...look, expanded, width })).map((row) => row.trimEnd());

const before = "one\ntwo\nthree\nfour\nfive\nsix\nseven\n";
const edit = { path: "/w/src/a.ts", before, after: before.replace("four", "4\nIV") };

describe("the call of a tool", () => {
	const check = (name: string, changes: Partial<ToolCall>, expected: string) =>
		it(name, () => expect(rowsOf(changes)).toEqual([expected]));

	check("is one row with its mark", {}, "  ✓ Read the cart");
	check("runs", { status: "running" }, "  ◌ Read the cart");
	check("waits", { status: "waiting" }, "  ○ Read the cart");
	check("failed", { status: "failed" }, "  ✗ Read the cart");
	check("names its place", { places: ["/w/src/a.ts:3"] }, "  ✓ Read the cart  ./src/a.ts:3");
	check("counts further places", { places: ["/x/a:1", "/x/b", "/x/c"] }, "  ✓ Read the cart  /x/a:1 +2");
	check("counts changed lines", { diffs: [edit] }, "  ✓ Read the cart  +2 −1");
	check("stays on one row", { title: "a\nb" }, "  ✓ a");

	it("fits, and loses what would control the terminal", () => {
		const row = callRows(call({ title: "日本語 ".repeat(40), places: ["\u001b[2J".repeat(30)] }), {
			...look,
			width: 30,
		});
		expect(row).toHaveLength(1);
		expect(displayWidth(row[0] ?? "")).toBeLessThanOrEqual(30);
		expect(bare(callRows(call(), { ...look, theme: ascii })).join("")).toMatch(/^[ -~]*$/);
	});

	it("is shown whole on demand: places, changes, and what it found", () => {
		expect(rowsOf({ places: ["/w/a:1"], diffs: [edit], output: "fine\n" }, true)).toEqual([
			"  ✓ Read the cart  ./a:1  +2 −1",
			"    ./a:1",
			"    ./src/a.ts  +2 −1",
			"    @ line 2",
			"     two",
			"     three",
			"    -four",
			"    +4",
			"    +IV",
			"     five",
			"     six",
			"    │ fine",
		]);
	});

	it("lays out JSON that it found, without what would control the terminal", () => {
		const output = JSON.stringify({ id: "m1", output: ["\u001b[2Jone", "two"] });
		expect(rowsOf({ output }, true).slice(1)).toEqual(["    │ id: m1", "    │ output:", "    │   one", "    │   two"]);
	});

	it("counts what is too much to show", () => {
		const output = Array.from({ length: 100 }, (_, index) => `line ${index}`).join("\n");
		expect(rowsOf({ output }, true).at(-1)).toBe("    │ … 70 more rows");
		const after = Array.from({ length: 300 }, (_, index) => `${index}`).join("\n");
		expect(rowsOf({ diffs: [{ path: "a", before: "", after }] }, true).at(-1)).toMatch(/^ {4}… 24\d more lines$/);
	});

	it("gives up on texts that have nothing in common, and says so", () => {
		const many = (word: string) => Array.from({ length: 3000 }, (_, index) => `${word}${index}`).join("\n");
		const shown = rowsOf({ diffs: [{ path: "a", before: many("x"), after: many("y") }] }, true);
		expect(shown.slice(1)).toEqual(["    a", "    \\too different to be shown line by line"]);
	});

	it("colours what comes and what goes", () => {
		const rows = callRows(call({ diffs: [edit] }), { ...look, theme: colored, expanded: true });
		expect(rows).toContain(`    ${colored.style("good", "+IV")}`);
		expect(rows).toContain(`    ${colored.style("bad", "-four")}`);
	});
});

describe("a thought", () => {
	const rows = (expanded: boolean) =>
		bare(
			messageRows(sampleMessage({ from: "agent", kind: "thought", text: "first\n\nthen **this**\n" }), {
				...{ width: 40, agent: "claude", theme: plain, cwd: "/w", expanded },
			}),
		).map((row) => row.trimEnd());

	it("is one row that counts its lines", () => expect(rows(false)).toEqual(["  thought · 3 lines"]));
	it("is shown whole on demand", () =>
		expect(rows(true)).toEqual(["  thought · 3 lines", "    │ first", "    │", "    │ then **this**"]));
});
