import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { StringBound } from "../../../src/host/pty/string-bound.ts";

const e = "\u001b";
const long = "x".repeat(10_000);
const kept = "x".repeat(4096 - 2);

function pass(text: string, size: number): string {
	const bound = new StringBound();
	const bytes = Buffer.from(text);
	const parts: Uint8Array[] = [];
	for (let at = 0; at < bytes.length; at += size) parts.push(bound.pass(bytes.subarray(at, at + size)));
	return Buffer.concat(parts).toString();
}

function check(name: string, text: string, expected: string) {
	test(name, () => {
		for (const size of [1, 7, 4096, 100_000]) expect(pass(text, size)).toBe(expected);
	});
}

describe("what passes", () => {
	check("text of any length", `${long}é${long}`, `${long}é${long}`);
	check("a short string", `a${e}]0;title\u0007b`, `a${e}]0;title\u0007b`);
	check("a long one, cut", `a${e}]0;${long}\u0007${long}`, `a${e}]0;${kept}\u0007${long}`);
	check("one that another one follows", `${e}]0;${long}${e}]0;${long}`, `${e}]0;${kept}${e}]0;${kept}`);
	check("a bell is no end of a device control", `${e}P0;${long}\u0007b${e}\\c`, `${e}P0;${kept}${e}\\c`);
	check("C1 controls begin and end strings", `${long}\u009d0;title\u009c${long}`, `${long}\u009d0;title\u009c${long}`);
	check("a cancelled string is over", `${e}_0;${long}\u0018${long}`, `${e}_0;${kept}\u0018${long}`);
});

test("bytes that are shorter than any string stay as they are, whatever they are and however they are cut", () => {
	const byte = fc.oneof(fc.constantFrom(0x1b, 0x07, 0xc2, 0x9d, 0x5d, 0x50, 0x18), fc.nat(255));
	fc.assert(
		fc.property(
			fc.array(
				fc.uint8Array({ maxLength: 50 }).chain((some) => fc.tuple(fc.constant(some), fc.array(byte))),
				{ maxLength: 20 },
			),
			(pieces) => {
				const bound = new StringBound();
				const chunks = pieces.flatMap(([some, bytes]) => [some, Uint8Array.from(bytes)]);
				expect(Buffer.concat(chunks.map((chunk) => bound.pass(chunk)))).toEqual(Buffer.concat(chunks));
			},
		),
	);
});

test("a chunk that needs no cut is not copied", () => {
	const chunk = Buffer.from(`plain ${e}[31mred${e}]0;t\u0007`);
	expect(new StringBound().pass(chunk)).toBe(chunk);
});
