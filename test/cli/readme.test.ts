import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { helpText } from "../../src/cli/arguments/help-text.ts";
import { agents } from "../../src/host/agent/catalogue/agents.ts";
import { keyTableMarkdown } from "../../src/tui/keys/key-table-markdown.ts";

const readme = fileURLToPath(new URL("../../README.md", import.meta.url));

/** What stands between the marks `<!-- name -->` and `<!-- /name -->`, by name. */
const blocks: Readonly<Record<string, string>> = {
	keys: keyTableMarkdown(),
	usage: `\`\`\`\n${helpText("")}\n\`\`\``,
};

/** A document with today's blocks between its marks. Throws when it lacks one of them. */
function withBlocks(document: string): string {
	let text = document;
	for (const [name, block] of Object.entries(blocks)) {
		const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
		const [from, to] = [text.indexOf(begin), text.indexOf(end)];
		if (from === -1 || to < from) throw new Error(`no ${begin} … ${end}`);
		text = `${text.slice(0, from + begin.length)}\n${block}\n${text.slice(to)}`;
	}
	return text;
}

test("an old block is replaced, and the text around it stays", () => {
	const old = "a\n<!-- keys -->\nold\n<!-- /keys -->\nb\n<!-- usage -->\n<!-- /usage -->\nc\n";
	const text = withBlocks(old);
	expect(text).toBe(
		`a\n<!-- keys -->\n${blocks.keys}\n<!-- /keys -->\nb\n<!-- usage -->\n${blocks.usage}\n<!-- /usage -->\nc\n`,
	);
	expect(withBlocks(text)).toBe(text);
	expect(() => withBlocks("nothing")).toThrow("no <!-- keys -->");
});

test("the README says how to get the adapters, and the ids of the agents", () => {
	const text = readFileSync(readme, "utf8");
	for (const { id, product, install } of agents) {
		expect(text).toMatch(new RegExp(`\\b${id}`));
		if (product !== undefined) expect(text).toContain(`| \`${install}\` | \`monmux --agent ${id}\` |`);
	}
});

// `npx vitest run test/cli -u` writes the blocks anew.
test("the README shows the keys and the command line of today", async () => {
	await expect(withBlocks(readFileSync(readme, "utf8"))).toMatchFileSnapshot(readme);
});
