import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitBlocks } from "../../../../src/tui/views/markdown/blocks.ts";

describe("splitBlocks", () => {
	const check = (name: string, text: string, expected: string[]) =>
		it(name, () => expect(splitBlocks(text)).toEqual(expected));

	check("parts at blank lines", "one\ntwo\n\n\nthree", ["one\ntwo", "three"]);
	check("keeps a fence whole", "```ts\na\n\nb\n```\n\nafter", ["```ts\na\n\nb\n```", "after"]);
	check("keeps an open fence whole", "before\n\n```\na\n\nb", ["before", "```\na\n\nb"]);
	check("closes a fence only with as many signs", "````\n```\n\n````\n\nx", ["````\n```\n\n````", "x"]);
	check("closes a fence only with its own sign", "~~~\n```\n\n~~~\n\nx", ["~~~\n```\n\n~~~", "x"]);
	check("takes no inline code for a fence", "```a``` b\n\nc", ["```a``` b", "c"]);
	check("keeps an item's further lines with it", "- one\n\n  more\n\nx", ["- one\n\n  more", "x"]);
	check("gives nothing for nothing", "\n\n", []);

	it("never loses a line with words", () => {
		const line = fc.constantFrom("", "a", "  b", "```", "~~~~", "- c", "# d", "\t");
		fc.assert(
			fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
				const kept = splitBlocks(lines.join("\n")).flatMap((block) => block.split("\n"));
				expect(kept.filter((one) => one.trim() !== "")).toEqual(lines.filter((one) => one.trim() !== ""));
			}),
		);
	});

	it("never changes a finished block when words are added", () => {
		const line = fc.constantFrom("", "a", "b c", "```", "- c");
		fc.assert(
			fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (lines) => {
				const whole = splitBlocks(lines.join("\n"));
				const part = splitBlocks(lines.slice(0, -1).join("\n"));
				expect(whole.slice(0, Math.max(0, part.length - 1))).toEqual(part.slice(0, -1));
			}),
		);
	});
});
