import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { folders } from "../../.imports.mjs";
import { renderTable, withTable } from "./import-table.ts";
import { root } from "./run-tool.ts";
import { readText } from "./source-files.ts";

const document = "ARCHITECTURE.md";

test("the table has a row for each folder", () => {
	expect(renderTable().split("\n")).toHaveLength(Object.keys(folders).length + 2);
	expect(renderTable()).toContain("| base | nothing |");
	expect(renderTable()).toContain("| model | base |");
	expect(renderTable()).toContain("| cli | everything |");
});

test("an old table is replaced, and the text around it stays", () => {
	const text = withTable("before\n<!-- imports -->\nold\n<!-- /imports -->\nafter\n");
	expect(text).toBe(`before\n<!-- imports -->\n${renderTable()}\n<!-- /imports -->\nafter\n`);
	expect(withTable(text)).toBe(text);
	expect(withTable("no markers")).toBe("no markers");
});

// `npx vitest run test/repository -u` writes the table anew.
test("the architecture page shows the table of today", async () => {
	const pages = [document].filter((page) => existsSync(`${root}/${page}`));
	for (const page of pages) {
		expect(readText(page)).toContain("<!-- imports -->");
		await expect(withTable(readText(page))).toMatchFileSnapshot(`${root}/${page}`);
	}
});
