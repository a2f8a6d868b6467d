import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createLineSplitter } from "../../../src/core/lines/line-splitter.ts";
import type { Line } from "../../../src/model/line.ts";
import { anyChunks, singleBytes, utf8 } from "./chunks.ts";
import { naiveLines } from "./naive-terminal.ts";

/** What scripts print, as pieces: words, controls, whole sequences, things nobody should see. */
const piece = fc.constantFrom(
	...["a", "bc", "def ", "50%", "é", "e\u0301", "日", "本語", "👍", "✅", "\u0301"],
	...["\n", "\r\n", "\r", "\b", "\t", "\x00", "\x07", "\x7f", "\u2028", "\u200b", "\u202e", "\ufeff"],
	...["\x1b[31m", "\x1b[0m", "\x1b[1;32m", "\x1b[?25l", "\x1b(B", "\x1b]0;title\x07", "\x1b]8;;http://x\x1b\\"],
	...["\x1b[K", "\x1b[1K", "\x1b[2K", "\x1b[C", "\x1b[3C", "\x1b[2D", "\x1b[G", "\x1b[4G"],
);
const output = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));
/** Anything at all: broken UTF-8, open sequences, raw bytes between pieces of output. */
const hostile = fc
	.array(
		fc.oneof(
			piece.map(utf8),
			fc.uint8Array({ maxLength: 8 }),
			fc
				.constantFrom(
					"\x1b",
					"\x1b[",
					"\x1b]x",
					"\x1bP1q",
					"\x1b_",
					"\x1b[?1049h",
					"\x1b[?1049l",
					"\x1bc",
					"\u009b31",
					"\u009d2;",
					"\u009c",
					"\u200d",
					"\ufe0f",
				)
				.map(utf8),
			fc.constantFrom("👨‍👩‍👧", "❤️", "🏴\u{e0067}\u{e007f}", "\u00ad", "\u2066x\u2069").map(utf8),
		),
		{ maxLength: 40 },
	)
	.map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])));

function linesOf(chunks: readonly Uint8Array[]): Line[] {
	const splitter = createLineSplitter("stdout");
	return [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()];
}

describe("a splitter", () => {
	test("gives the same lines for any chunking", () => {
		fc.assert(
			fc.property(anyChunks(hostile), ({ bytes, chunks }) => {
				const whole = linesOf([bytes]);
				expect(linesOf(chunks)).toEqual(whole);
				expect(linesOf(singleBytes(bytes))).toEqual(whole);
			}),
			{ numRuns: 500 },
		);
	});

	test("agrees with a naive terminal", () => {
		fc.assert(
			fc.property(anyChunks(output.map(utf8)), ({ bytes, chunks }) => {
				const lines = linesOf(chunks);
				const { lines: expected, partial } = naiveLines(bytes);
				expect(lines.filter((line) => !line.partial).map((line) => line.text)).toEqual(expected);
				expect(lines.find((line) => line.partial)?.text ?? "").toBe(partial);
			}),
			{ numRuns: 500 },
		);
	});

	test("lets nothing through that cannot be seen", () => {
		const unseen = /[\p{Cc}\p{Bidi_Control}\u200b\u200c\u2028\u2029\u2060-\u2064\ufeff\u00ad\u{e0000}-\u{e007f}]/u;
		fc.assert(
			fc.property(hostile, (bytes) => {
				for (const { text } of linesOf([bytes])) {
					expect(text).not.toMatch(unseen);
					expect(text.isWellFormed()).toBe(true);
					expect(
						text.replaceAll(
							/(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d(?=\p{Extended_Pictographic})/gu,
							"",
						),
					).not.toContain("\u200d");
				}
			}),
			{ numRuns: 500 },
		);
	});

	test("cuts long lines at a grapheme and counts the rest", () => {
		const unit = fc.constantFrom("a", "é", "日", "👍🏽", "e\u0301", "👨‍👩‍👧");
		const long = fc.tuple(fc.array(unit, { minLength: 1, maxLength: 6 }), fc.integer({ min: 200, max: 900 }));
		const text = long.map(([units, times]) => units.join("").repeat(times));
		fc.assert(
			fc.property(text, fc.integer({ min: 1, max: 3000 }), (value, size) => {
				const bytes = utf8(`${value}\nnext\n`);
				const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
					bytes.slice(i * size, (i + 1) * size),
				);
				const [first, second] = linesOf(chunks);
				const kept = first?.text ?? "";
				expect(kept.length).toBeLessThanOrEqual(2000);
				expect(kept.length).toBeGreaterThan(Math.min(value.length, 2000) - 12);
				expect(value.startsWith(kept)).toBe(true);
				expect([...graphemes.segment(value.slice(0, kept.length + 20))].map(({ index }) => index)).toContain(
					kept.length === value.length ? 0 : kept.length,
				);
				expect(Buffer.byteLength(kept) + (first?.cutBytes ?? 0)).toBe(Buffer.byteLength(value));
				expect(second).toEqual({ stream: "stdout", text: "next", cutBytes: 0, partial: false });
			}),
			{ numRuns: 200 },
		);
	});
});

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
