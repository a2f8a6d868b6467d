import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Binding } from "../../../src/tui/keys/binding.ts";
import { groups, placesAt, showKeys } from "../../../src/tui/keys/binding.ts";
import { helpSections } from "../../../src/tui/keys/help-sections.ts";
import { insertsText, parseKey } from "../../../src/tui/keys/key-name.ts";
import { keyTable } from "../../../src/tui/keys/key-table.ts";
import { keyTableMarkdown, withKeyTable } from "../../../src/tui/keys/key-table-markdown.ts";
import { findConflicts, lookup } from "../../../src/tui/keys/lookup.ts";

const binding = (id: string, keys: readonly string[], where: Binding["where"]): Binding => ({
	...{ id, keys, where, label: id, help: id },
	...{ rank: 1, group: "Moving" },
});

describe("the key table", () => {
	it("has no two commands on one key", () => {
		expect(findConflicts(keyTable).map(({ key, first, second }) => `${key}: ${first.id}, ${second.id}`)).toEqual([]);
	});

	it("names only keys that exist, and every command once", () => {
		const unknown = keyTable.flatMap((one) => one.keys).filter((key) => parseKey(key) === undefined);
		expect(unknown).toEqual([]);
		expect(new Set(keyTable.map((one) => one.id)).size).toBe(keyTable.length);
	});

	it("leaves printable keys to the composer", () => {
		const inComposer = keyTable.filter((one) => placesAt("composer").includes(one.where));
		const taken = inComposer.flatMap((one) => one.keys).filter((key) => insertsText(parseKey(key) ?? ""));
		expect(taken).toEqual([]);
	});

	it("says everything in one word and one line", () => {
		for (const { id, label, help } of keyTable) {
			expect(label, id).toMatch(/^[a-z-]+$/);
			expect(help.length, id).toBeLessThanOrEqual(72);
			expect(help, id).not.toMatch(/[\n.]$/);
		}
	});

	it("is shown whole by the help, under a heading", () => {
		const shown = helpSections().flatMap((section) => section.lines.map((line) => line.help));
		for (const one of keyTable) expect(shown, one.id).toContain(one.help);
		expect(helpSections().map((section) => section.title)).toEqual(groups);
	});

	it("shows long lists of keys shortly", () => {
		const shown = new Map(keyTable.map((one) => [one.id, showKeys(one)]));
		expect(shown.get("go-to")).toBe("1…9");
		expect(shown.get("event-down")).toBe("j Down");
	});
});

describe("findConflicts", () => {
	const check = (name: string, list: readonly Binding[], expected: number) =>
		it(name, () => expect(findConflicts(list)).toHaveLength(expected));

	check("same place", [binding("a", ["x"], "panes"), binding("b", ["x"], "panes")], 1);
	check("two spellings", [binding("a", ["Esc"], "panes"), binding("b", ["escape"], "panes")], 1);
	check("everywhere and panes", [binding("a", ["F1"], "everywhere"), binding("b", ["F1"], "panes")], 1);
	check("panes and everywhere", [binding("b", ["F1"], "panes"), binding("a", ["F1"], "everywhere")], 1);
	check("talk and card", [binding("a", ["PgUp"], "talk"), binding("b", ["PgUp"], "card")], 1);
	check("panes and card", [binding("a", ["f"], "panes"), binding("b", ["f"], "card")], 0);
	check("everywhere and a dialog", [binding("a", ["Tab"], "everywhere"), binding("b", ["Tab"], "palette")], 0);
});

describe("lookup", () => {
	const press = (name: string, held: { ctrl?: boolean; alt?: boolean; shift?: boolean } = {}) => ({
		...{ name, ctrl: false, alt: false, shift: false },
		...held,
	});
	const check = (where: Binding["where"], key: ReturnType<typeof press>, expected: string | undefined) =>
		it(`${key.name} in ${where} is ${expected}`, () => expect(lookup(where, key)?.id).toBe(expected));

	check("panes", press("f"), "forward");
	check("panes", press("F"), "forward-held");
	check("composer", press("f"), undefined);
	check("card", press("f"), "card-run-forward");
	check("composer", press("f", { alt: true }), "word-right");
	check("composer", press("tab"), "next-area");
	check("panes", press("tab", { shift: true }), "previous-area");
	check("card", press("pageup"), "talk-up");
	check("panes", press("pageup"), "scroll-up");
	check("attach", press("tab"), undefined);
	check("attach", press("]", { ctrl: true }), "detach");
	check("leave", press("f"), undefined);
	check("panes", press("unknown"), undefined);

	it("counts the keys of a binding", () => {
		expect(lookup("panes", press("7"))).toEqual({ id: "go-to", index: 6 });
		expect(lookup("composer", press("3", { alt: true }))).toEqual({ id: "go-to-anywhere", index: 2 });
	});
});

describe("the key table for documents", () => {
	const rows = keyTableMarkdown().split("\n").slice(2);

	it("has a row for every command but those of dialogs and of line editing", () => {
		expect(rows).toContain("| `f` | panes | Forward the chosen event to the agent |");
		expect(rows).toContain("| `wheel` | mouse | Scroll the pane or the conversation under it |");
		const left = keyTable.filter((one) => !rows.some((row) => row.endsWith(`| ${one.help} |`)));
		expect(left.every((one) => one.group === "Dialogs" || one.label === "edit")).toBe(true);
		expect(rows.every((row) => row.split(" | ").length === 3)).toBe(true);
	});

	it("goes between the marks of a document, again and again", () => {
		const document = withKeyTable("before\n<!-- keys -->\nold\n<!-- /keys -->\nafter\n");
		expect(document).toBe(`before\n<!-- keys -->\n${keyTableMarkdown()}\n<!-- /keys -->\nafter\n`);
		expect(withKeyTable(document)).toBe(document);
		expect(withKeyTable("no marks")).toBe("no marks");
	});

	it("is the one in the README; vitest -u writes it there", async () => {
		const readme = readFileSync("README.md", "utf8");
		await expect(withKeyTable(readme)).toMatchFileSnapshot("../../../README.md");
	});
});
