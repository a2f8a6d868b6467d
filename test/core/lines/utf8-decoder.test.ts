import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeAscii, Utf8Decoder } from "../../../src/core/lines/utf8-decoder.ts";
import { anyChunks } from "./chunks.ts";

const likelyBytes = fc.oneof(
	fc.uint8Array({ maxLength: 60 }),
	fc.string({ unit: "binary", maxLength: 30 }).map((text) => new TextEncoder().encode(text)),
	// Bytes around every border of the table of well-formed sequences.
	fc
		.array(
			fc.constantFrom(0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5),
		)
		.map((bytes) => Uint8Array.from(bytes)),
);

test("decodes as the platform's decoder does, however the bytes are chunked", () => {
	fc.assert(
		fc.property(anyChunks(likelyBytes), ({ bytes, chunks }) => {
			const decoder = new Utf8Decoder();
			const text = chunks.map((chunk) => decoder.decode(chunk)).join("") + decoder.end();
			expect(text).toBe(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
			expect(text.isWellFormed()).toBe(true);
		}),
		{ numRuns: 500 },
	);
});

test.each([
	["a character in pieces", [[0xe2], [0x82], [0xac]], "€"],
	[
		"four bytes in pieces",
		[
			[0xf0, 0x9f],
			[0x91, 0x8d],
		],
		"👍",
	],
	["a lone continuation", [[0x41, 0x80, 0x42]], "A\ufffdB"],
	["an overlong slash", [[0xc0, 0xaf]], "\ufffd\ufffd"],
	["a surrogate in bytes", [[0xed, 0xa0, 0x80]], "\ufffd\ufffd\ufffd"],
	["over the last code point", [[0xf4, 0x90, 0x80, 0x80]], "\ufffd\ufffd\ufffd\ufffd"],
	["cut short by a letter", [[0xe2, 0x82], [0x41]], "\ufffdA"],
	["cut short by the end", [[0x41, 0xf0, 0x9f]], "A\ufffd"],
])("%s", (_, chunks, text) => {
	const decoder = new Utf8Decoder();
	const decoded = chunks.map((chunk) => decoder.decode(Uint8Array.from(chunk))).join("");
	expect(decoded + decoder.end()).toBe(text);
});

test("says whether a character is half read", () => {
	const decoder = new Utf8Decoder();
	expect(decoder.idle).toBe(true);
	decoder.decode(Uint8Array.of(0xe2));
	expect(decoder.idle).toBe(false);
	decoder.decode(Uint8Array.of(0x82, 0xac));
	expect(decoder.idle).toBe(true);
});

test("long texts come out whole", () => {
	const text = "ä👍x".repeat(5000);
	expect(new Utf8Decoder().decode(new TextEncoder().encode(text))).toBe(text);
	const ascii = "0123456789".repeat(5000);
	expect(decodeAscii(new TextEncoder().encode(ascii))).toBe(ascii);
});
