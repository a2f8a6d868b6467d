import { expect, test } from "vitest";
import { WholeCharacters } from "../../../src/core/lines/whole-characters.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("characters cut anywhere come whole, and nothing is lost", () => {
	const all = bytes("a — b … é 漢 😀 z");
	for (let first = 0; first <= all.length; first += 1) {
		for (let second = first; second <= all.length; second += 1) {
			const whole = new WholeCharacters();
			const parts = [all.subarray(0, first), all.subarray(first, second), all.subarray(second)];
			const texts = parts.map((part) => new TextDecoder("utf-8", { fatal: true }).decode(whole.pass(part)));
			expect(texts.join("")).toBe("a — b … é 漢 😀 z");
		}
	}
});

test.each([
	["what begins nothing", [[0x80, 0x80], [0x41]], [[0x80, 0x80], [0x41]]],
	["what is never ended", [[0xe2, 0x80], [0x41]], [[], [0xe2, 0x80, 0x41]]],
	[
		"a lead behind a lead",
		[
			[0xe2, 0xe2],
			[0x80, 0x94],
		],
		[[0xe2], [0xe2, 0x80, 0x94]],
	],
])("%s passes as it is", (_, chunks, expected) => {
	const whole = new WholeCharacters();
	expect(chunks.map((chunk) => [...whole.pass(Uint8Array.from(chunk))])).toEqual(expected);
});
