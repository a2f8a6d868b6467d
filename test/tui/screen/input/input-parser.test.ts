import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createInputParser } from "../../../../src/tui/screen/input/input-parser.ts";
import type { Key } from "../../../../src/tui/screen/key.ts";

/** A key in a short form: `C-` Ctrl, `A-` Alt, `S-` Shift, the name, and the text it inserts in brackets. */
function show(key: Key): string {
	const modifiers = (key.ctrl ? "C-" : "") + (key.alt ? "A-" : "") + (key.shift ? "S-" : "");
	if (key.kind === "paste") return `paste(${key.text})`;
	if (key.kind === "pointer") return `${modifiers}${key.name}@${key.x},${key.y}`;
	return modifiers + key.name + (key.text === undefined ? "" : `(${key.text})`);
}

function bytes(input: string | readonly number[]): Uint8Array {
	return typeof input === "string" ? Buffer.from(input) : Uint8Array.from(input);
}

/** Pushes each chunk; `flush` stands for a silence. */
function read(...chunks: readonly (string | readonly number[] | typeof flush)[]): string {
	const parser = createInputParser();
	const keys = chunks.flatMap((chunk) => (chunk === flush ? parser.flush() : parser.push(bytes(chunk))));
	return keys.map(show).join(" ");
}

const flush = Symbol("flush");

function check(input: string | readonly number[], expected: string): void {
	test(`${JSON.stringify(input)} is ${expected || "nothing"}`, () => expect(read(input)).toBe(expected));
}

describe("characters", () => {
	check("a", "a(a)");
	check("aF?", "a(a) F(F) ?(?)");
	check(" ", "space( )");
	check("é日🚀", "é(é) 日(日) 🚀(🚀)");
	check("\r\t\u007f\b", "enter tab backspace backspace");
	check("\n", "C-j");
	check("\u0003\u0007\u0004\u0000", "C-c C-g C-d C-space");
	check("\u001c\u001d\u001e\u001f", "C-\\ C-] C-^ C-_");
	check([0xff, 0x61], "unknown a(a)");
	check([0xe6, 0x97, 0x61], "unknown a(a)");
	check([0xed, 0xa0, 0x80], "unknown");
	check("\u009b", "unknown");
});

describe("Alt", () => {
	check("\u001bf", "A-f");
	check("\u001bF", "A-F");
	check("\u001b1", "A-1");
	check("\u001bé", "A-é");
	check("\u001b\r", "A-enter");
	check("\u001b\u007f", "A-backspace");
	check("\u001b ", "A-space");
	check("\u001b\u0003", "C-A-c");
	check("\u001b\u001b[A", "A-up");
	check("\u001b\u001bOA", "A-up");
});

describe("sequences without modifiers", () => {
	check("\u001b[A\u001b[B\u001b[C\u001b[D", "up down right left");
	check("\u001bOA\u001bOB\u001bOC\u001bOD", "up down right left");
	check("\u001b[H\u001b[F\u001bOH\u001bOF", "home end home end");
	check("\u001b[1~\u001b[4~\u001b[7~\u001b[8~", "home end home end");
	check("\u001b[2~\u001b[3~\u001b[5~\u001b[6~", "insert delete pageup pagedown");
	check("\u001bOP\u001bOQ\u001bOR\u001bOS", "f1 f2 f3 f4");
	check("\u001b[P\u001b[R", "f1 f3");
	check("\u001b[11~\u001b[15~\u001b[17~\u001b[21~\u001b[23~\u001b[24~\u001b[34~", "f1 f5 f6 f10 f11 f12 f20");
	check("\u001b[[A\u001b[[E", "f1 f5");
	check("\u001b[Z", "S-tab");
	check("\u001bOM\u001bOp\u001bOk", "enter 0(0) +(+)");
});

describe("sequences with modifiers", () => {
	check("\u001b[1;5A", "C-up");
	check("\u001b[1;2D\u001b[1;3C\u001b[1;8B", "S-left A-right C-A-S-down");
	check("\u001b[3;5~\u001b[5;2~", "C-delete S-pageup");
	check("\u001b[1;5P\u001b[1;2R\u001bO5P", "C-f1 S-f3 C-f1");
	check("\u001b[1;3H", "A-home");
	check("\u001b[a\u001bOa\u001b[3^", "S-up C-up C-delete");
	check("\u001b[1;33A", "A-up");
	check("\u001b[1;9A", "unknown");
});

describe("code points (kitty, modifyOtherKeys)", () => {
	check("\u001b[27;5;13~\u001b[13;3u\u001b[13;2u", "C-enter A-enter S-enter");
	check("\u001b[97u\u001b[97;2u\u001b[97;5u\u001b[97;6u", "a(a) A(A) C-a C-S-a");
	check("\u001b[49:33;2u", "!(!)");
	check("\u001b[102;4u", "A-F");
	check("\u001b[67;6u", "C-S-c");
	check("\u001b[32u\u001b[32;2u\u001b[32;5u", "space( ) S-space( ) C-space");
	check("\u001b[9;5u\u001b[27u\u001b[127;5u\u001b[57414u", "C-tab escape C-backspace enter");
	check("\u001b[105;5u", "C-i");
	check("\u001b[97;1:2u\u001b[97;1:3u\u001b[1;1:3A\u001b[3;1:3~", "a(a)");
	check("\u001b[57358u\u001b[1114112u\u001b[128u\u001b[223;2u", "unknown unknown unknown ß(ß)");
	check("\u001b[27;9;97~", "unknown");
});

describe("mouse", () => {
	check("\u001b[<0;3;4M", "click@2,3");
	check("\u001b[<0;3;4m", "");
	check("\u001b[<64;10;1M\u001b[<65;10;1M", "wheelup@9,0 wheeldown@9,0");
	check("\u001b[<80;1;1M\u001b[<4;1;1M", "C-wheelup@0,0 S-click@0,0");
	check("\u001b[<2;1;1M\u001b[<35;9;9M\u001b[<66;1;1M", "");
	check("\u001b[<0;0;0M", "click@0,0");
	check("\u001b[M !!a", "unknown a(a)");
});

describe("answers of the terminal are no keys", () => {
	check("\u001b[?62;22c\u001b[>41;354;0c\u001b[0n\u001b[?2026;2$y", "");
	check("\u001b[24;80R\u001b[8;24;80t\u001b[?0u", "");
	check("\u001b[Ia\u001b[O", "a(a)");
	check("\u001b]11;rgb:1e1e/1e1e/1e1e\u0007b", "b(b)");
	check("\u001b]11;rgb:1e1e/1e1e/1e1e\u001b\\b", "b(b)");
	check("\u001bP>|xterm(370)\u001b\\b", "b(b)");
	check("\u001b_Gi=31;OK\u001b\\b", "b(b)");
	check("\u001b[201~a", "a(a)");
});

describe("damaged sequences give way to the next key", () => {
	check("\u001b[1\r", "unknown enter");
	check("\u001b[1;\u001b[A", "unknown up");
	check("\u001b[99~\u001b[[x", "unknown unknown");
	check("\u001b]11;x\rb", "enter b(b)");
	check("\u001b]11;x\u001b[A", "up");
	check("\u001b[\r", "A-[ enter");
	check("\u001b[<x", "unknown");
	test("an endless sequence ends", () => {
		expect(read(`\u001b[${"1".repeat(100)}`)).toContain("unknown 1(1)");
		expect(read(`\u001b]0;${"x".repeat(5000)}`)).toContain("x(x)");
	});
});

describe("silence decides", () => {
	const cases: readonly [string, string][] = [
		["\u001b", "escape"],
		["\u001b\u001b", "escape escape"],
		["\u001b[", "A-["],
		["\u001bO", "A-O"],
		["\u001b]", "A-]"],
		["\u001bP", "A-P"],
		["\u001b\u001b[", "escape A-["],
	];
	for (const [input, expected] of cases) {
		test(`${JSON.stringify(input)} is ${expected}`, () => {
			expect(read(input)).toBe("");
			expect(read(input, flush)).toBe(expected);
			expect(read(input, flush, "a")).toBe(`${expected} a(a)`);
		});
	}

	test("a sequence under way goes on behind it", () => {
		expect(read("\u001b[1;", flush, "5A")).toBe("C-up");
		expect(read("\u001b]11;rgb:", flush, "1e1e\u0007a")).toBe("a(a)");
		expect(read([0xe6, 0x97], flush, [0xa5])).toBe("日(日)");
	});

	test("the parser says whether it waits", () => {
		const parser = createInputParser();
		parser.push(bytes("a"));
		expect(parser.waiting()).toBe(false);
		parser.push(bytes("\u001b"));
		expect(parser.waiting()).toBe(true);
		parser.flush();
		expect(parser.waiting()).toBe(false);
	});
});

describe("paste", () => {
	const start = "\u001b[200~";
	const end = "\u001b[201~";
	check(`${start}hello${end}x`, "paste(hello) x(x)");
	check(`${start}${end}`, "");
	check(`a${start}1${end}${start}2${end}b`, "a(a) paste(1) paste(2) b(b)");
	check(`${start}a\r\nb\rc\nd\te${end}`, "paste(a\nb\nc\nd\te)");
	check(`${start}a\u001b[31mb\u0007\u009bc${end}`, "paste(a[31mbc)");

	test("goes on over chunks, silence and a divided end mark", () => {
		expect(read(`${start}one`, flush, " two\u001b[20", "1~f")).toBe("paste(one two) f(f)");
		expect(read(start, [0xe6], [0x97, 0xa5], end)).toBe("paste(日)");
		expect(read(`${start}a\u001b`, "[b", end)).toBe("paste(a[b)");
	});

	test("Ctrl+C on its own ends a paste whose end was lost", () => {
		expect(read(`${start}lost`, [0x03], "a")).toBe("paste(lost) C-c a(a)");
	});

	test("keeps its bytes without the marks", () => {
		const [key] = createInputParser().push(bytes(`${start}a\r\n\u001b[31m${end}`));
		expect(Buffer.from(key?.raw ?? []).toString()).toBe("a\r\n\u001b[31m");
	});

	test("of more than 1 MiB comes in parts and loses nothing", () => {
		const parser = createInputParser();
		const chunk = bytes("日本".repeat(12_345));
		const keys = [...parser.push(bytes(start))];
		for (let index = 0; index < 40; index++) keys.push(...parser.push(chunk));
		keys.push(...parser.push(bytes(end)));
		expect(keys.length).toBeGreaterThan(1);
		expect(keys.every((key) => key.kind === "paste" && key.raw.length < 2 ** 20 + chunk.length)).toBe(true);
		const text = keys.map((key) => (key.kind === "paste" ? key.text : "")).join("");
		expect(text).toBe("日本".repeat(12_345 * 40));
	});
});

describe("any bytes", () => {
	const piece = fc.constantFrom(
		"a",
		"é",
		"日",
		"\u001b[1;5A",
		"\u001bOP",
		"\u001bf",
		"\r",
		"\u001b[<0;3;4M",
		"\u001b[13;3u",
	);

	test("are the same keys however they are divided", () => {
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 12 }), fc.array(fc.nat(6), { minLength: 1 }), (pieces, cuts) => {
				const all = bytes(pieces.join(""));
				const parser = createInputParser();
				const keys: Key[] = [];
				for (let at = 0, turn = 0; at < all.length; turn++) {
					const length = 1 + (cuts[turn % cuts.length] ?? 0);
					keys.push(...parser.push(all.subarray(at, at + length)));
					at += length;
				}
				expect(keys.map(show)).toEqual(createInputParser().push(all).map(show));
			}),
			{ numRuns: 200 },
		);
	});

	test("never throw, and the bytes of the keys are those that came", () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 60 }), (input) => {
				const parser = createInputParser();
				const keys = [...parser.push(input), ...parser.flush()];
				const kept = keys.reduce((sum, key) => sum + key.raw.length, 0);
				expect(kept).toBeLessThanOrEqual(input.length);
			}),
			{ numRuns: 500 },
		);
	});

	test("stay as they were when the caller uses its buffer again", () => {
		const buffer = Buffer.from("\u001b[A");
		const [key] = createInputParser().push(buffer);
		buffer.fill(0);
		expect(Buffer.from(key?.raw ?? []).toString()).toBe("\u001b[A");
	});
});
