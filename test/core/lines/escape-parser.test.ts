import { expect, test } from "vitest";
import { EscapeParser } from "../../../src/core/lines/escape-parser.ts";

/** What a parser says of a text: runs as they are, controls as `<hex>`, sequences as `{parameters final}`; escapes in brackets, but no ST. */
function told(...pieces: string[]): string {
	let story = "";
	const parser = new EscapeParser({
		print: (run) => {
			story += run;
		},
		control: (code) => {
			story += `<${code.toString(16)}>`;
		},
		csi: (parameters, final) => {
			story += `{${parameters} ${final}}`;
		},
		escape: (final) => {
			if (final !== "\\") story += `(${final})`;
		},
	});
	for (const piece of pieces) parser.feed(piece);
	return parser.ground ? story : `${story}…`;
}

test.each([
	["text", "text"],
	["a\nb\r\u0085", "a<a>b<d><85>"],
	["\x1b[1;2Hx", "{1;2 H}x"],
	["\x1b[?25lx", "{?25 l}x"],
	["\x1b[2 qx", "{2  q}x"],
	["\u009bKx", "{ K}x"],
	["\x1b[12", "…"],
	["\x1b", "…"],
	["\x1b]0;t\x07x", "x"],
	["\x1b]0;t", "…"],
	["\x1bP\x07\n\x1b\\x", "x"],
	["\x1b_a\x07b\x1b\\x", "x"],
	["\x1bX\nx", "<a>x"],
	["\x1bPq\x1b[1mx", "{1 m}x"],
	["\x1b]a\x1ax", "x"],
	["\x1bcx\x1b7", "(c)x(7)"],
	["\x1b#8x", "x"],
	["\x1b !#x", "#x"],
	["\x1b([x", "x"],
	["\x1b\x18x", "<18>x"],
	["\x1b[\x18x", "<18>x"],
	["\x1b[\x7fx", "<7f>x"],
])("%j is told as %j, whole and in pieces", (text, story) => {
	expect(told(text)).toBe(story);
	expect(told(...text)).toBe(story);
});
