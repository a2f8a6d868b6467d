import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { displayWidth } from "../../../../src/tui/screen/cells.ts";
import { markdownRows } from "../../../../src/tui/views/markdown/markdown-rows.ts";
import { ascii, bare, colored, plain } from "../../paint/samples.ts";

const rowsOf = (text: string, width = 40) => bare(markdownRows(text, width, colored)).map((row) => row.trimEnd());

describe("Markdown as rows", () => {
	const check = (name: string, [text, width]: [string, number?], expected: string[]) =>
		it(name, () => expect(rowsOf(text, width)).toEqual(expected));

	check("parts paragraphs by a blank row", ["one\n\n\ntwo"], ["one", "", "two"]);
	check("wraps words", ["a long line of words", 8], ["a long", "line of", "words"]);
	check("keeps the lines of a paragraph", ["one\ntwo"], ["one", "two"]);
	check("shows headings with their signs", ["## Title *it*"], ["## Title it"]);
	check("shows lists", ["- one\n- two\n  more"], ["• one", "• two", "  more"]);
	check("indents lists in lists", ["- one\n  - two\n    - three"], ["• one", "  • two", "    • three"]);
	check("counts from where a list begins", ["3. three\n4. four"], ["3. three", "4. four"]);
	check("shows what is done", ["- [x] done\n- [ ] open"], ["• [x] done", "• [ ] open"]);
	check("wraps inside of items", ["- a long line of words", 9], ["• a long", "  line of", "  words"]);
	check("shows quotes behind a line", ["> one\n> two"], ["│ one", "│ two"]);
	check("keeps the blanks of code", ["```\na\n\n  b\n```"], ["│ a", "│", "│   b"]);
	check("breaks long code and loses nothing", ["```\nabcdefghij\n```", 8], ["│ abcdef", "│ ghij"]);
	check("shows a table", ["| a | bb |\n|---|---|\n| 1 | **2** |"], ["a   bb", "──────", "1   2"]);
	check(
		"turns a wide table into a list",
		["| name | what |\n|---|---|\n| one | long words |\n| two | x |", 12],
		["name: one", "what: long", "words", "", "name: two", "what: x"],
	);
	check("shows a wide table that has no rows yet", ["| name | what |\n|---|---|", 8], ["name", "what"]);
	check("shows where a link leads", ["[here](https://x.y)"], ["here (https://x.y)"]);
	check("shows a bare link once", ["https://x.y and <a@b.c>"], ["https://x.y and a@b.c"]);
	check("shows HTML as it is written", ["a <b>c</b>"], ["a <b>c</b>"]);
	check("decodes the usual entities once", ["&lt;a&gt; &amp;lt;"], ["<a> &lt;"]);
	check("shows an image as its words", ["![alt](i.png)"], ["alt (i.png)"]);
	check("draws a rule", ["---"], ["─".repeat(40)]);
	check("obeys a backslash", ["\\*no\\*"], ["*no*"]);

	it("gives words their look, and code its colours", () => {
		expect(markdownRows("**b** *i* `c` ~~s~~", 40, colored)).toEqual([
			[
				colored.style("bold", "b"),
				colored.style("italic", "i"),
				colored.style("code", "c"),
				colored.style("struck", "s"),
			].join(" "),
		]);
		const code = markdownRows('```ts\nconst a = "x<1>"; // why\n```', 60, colored)[0] ?? "";
		expect(code).toContain(colored.style("keyword", "const"));
		expect(code).toContain(colored.style("string", '"x<1>"'));
		expect(code).toContain(colored.style("dim", "// why"));
	});

	it("keeps the marks of code where there is no colour", () => {
		expect(bare(markdownRows("see `a.ts`", 40, plain))).toEqual(["see `a.ts`"]);
		expect(bare(markdownRows("- a\n\n---\n\n> b", 40, ascii)).join("")).toMatch(/^[ -~]*$/);
	});

	it("knows no colours for a language it does not know", () => {
		expect(markdownRows("```brainfuck\n+-\n```", 40, colored)).toEqual([`${colored.style("dim", "│ ")}+-`]);
	});

	it("takes what would control the terminal out, wherever it stands", () => {
		const evil = "\u001b[2J\u0007x\u202e";
		const text = [`# ${evil}`, `\`${evil}\``, `[${evil}](${evil})`, `\`\`\`js\n${evil}\n\`\`\``, `- ${evil}`].join(
			"\n\n",
		);
		const shown = bare(markdownRows(text, 40, colored)).join("\n");
		expect(shown).not.toMatch(/(?!\n)\p{Cc}|\u202e/u);
	});

	it("never is wider than its room, whatever is written", () => {
		const piece = fc.oneof(
			fc.string({ unit: "grapheme", maxLength: 12 }),
			fc.constantFrom(
				"\n",
				"\n\n",
				"- ",
				"1. ",
				"> ",
				"```",
				"`",
				"**",
				"*",
				"# ",
				"| a | b |\n|--|--|\n",
				"  ",
				"[x](y)",
				"日本語",
			),
		);
		const text = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(""));
		fc.assert(
			fc.property(text, fc.integer({ min: 12, max: 80 }), (words, width) => {
				for (const row of markdownRows(words, width, colored)) expect(displayWidth(row)).toBeLessThanOrEqual(width);
			}),
			{ numRuns: 300 },
		);
	});

	it("shows the same while words stream in as at once", () => {
		const text = "# T\n\n- a\n- b\n\n```js\nlet a\n\nlet b\n```\n\nend **of** it";
		let last: string[] = [];
		for (let end = 1; end <= text.length; end += 1) last = markdownRows(text.slice(0, end), 30, colored);
		expect(last).toEqual(markdownRows(text, 30, { ...colored }));
	});

	it("is not held up by quotes in quotes or a very long line", () => {
		const deep = `${"> ".repeat(3999)}x\n\n${"- ".repeat(300)}y\n\n${"word ".repeat(5000)}\n\n${"[".repeat(30_000)}`;
		const rows = markdownRows(deep, 40, colored);
		expect(rows.length).toBeGreaterThan(1200);
	});
});
