import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { createLineSplitter } from "../../../src/core/lines/line-splitter.ts";
import { singleBytes, utf8 } from "./chunks.ts";

/** The lines of a text, with `…` behind a partial one; the same when it comes byte by byte. */
function check(text: string | Uint8Array, expected: readonly string[]): void {
	const bytes = typeof text === "string" ? utf8(text) : text;
	for (const chunks of [[bytes], singleBytes(bytes)]) {
		const splitter = createLineSplitter("stdout");
		const lines = [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()];
		expect(lines.map((line) => line.text + (line.partial ? "…" : ""))).toEqual(expected);
		expect(splitter.totalLines).toBe(expected.length);
	}
}

describe("lines", () => {
	test.each([
		["nothing", "", []],
		["one", "one\n", ["one"]],
		["carriage return and newline", "one\r\ntwo\r\n", ["one", "two"]],
		["two carriage returns", "one\r\r\ntwo\r\r\n", ["one", "two"]],
		["empty lines", "\n\r\nx\n\n", ["", "", "x", ""]],
		["no newline at the end", "one\ntwo", ["one", "two…"]],
		["mixed ends", "one\ntwo\r\nthree\n", ["one", "two", "three"]],
		["spaces are kept", "  a  \n", ["  a  "]],
		["plain, then coloured, then plain", "a\nb\n\x1b[1mc\x1b[0m\nd\n", ["a", "b", "c", "d"]],
	])("%s", (_, text, lines) => check(text, lines));
});

describe("writing over", () => {
	test.each([
		["a progress bar", "10%\r50%\r100%\n", ["100%"]],
		["the longer text shows behind the shorter", "100%\rok\n", ["ok0%"]],
		["erased before it is written over", "100%\r\x1b[Kok\n", ["ok"]],
		["erased whole", "100%\x1b[2K\rok\n", ["ok"]],
		["erased to the left", "abcdef\x1b[3G\x1b[1K\n", ["   def"]],
		["erased after", "abc def\x1b[3D\x1b[K\n", ["abc "]],
		["a bar in colours", "\x1b[32m#\x1b[0m....\r\x1b[32m##\x1b[0m...\n", ["##..."]],
		["backspaces", "abc\b\bX\n", ["aXc"]],
		["backspace at the start", "\b\bab\n", ["ab"]],
		["spinner", "|\b/\b-\b\\\bdone\n", ["done"]],
		["bold by overstriking", "b\bbo\bo\n", ["bo"]],
		["moved to the right", "a\x1b[3Cb\n", ["a   b"]],
		["moved to a column", "abc\x1b[10Gx\n", ["abc      x"]],
		["a wide character over narrow ones", "abcd\r日\n", ["日cd"]],
		["half of a wide character", "日本\rx\n", ["x 本"]],
		["an emoji in steps", "⏳ 1\r✅ 2\n", ["✅ 2"]],
		["an accent after a return", "abc\rX\u0301\n", ["X\u0301bc"]],
		["screen cleared", "old text\x1b[2J\x1b[Hnew\n", ["new"]],
		["screen erased below", "abc\r\x1b[Jx\n", ["x"]],
		["a return that leads nowhere", "abc\r", ["abc…"]],
		["a movement that leads nowhere", "abc\x1b[5C\n", ["abc"]],
		["an emoji family stays one", "👨‍👩‍👧 abc\r👨‍👩‍👧 x\n", ["👨‍👩‍👧 xbc"]],
	])("%s", (_, text, lines) => check(text, lines));
});

describe("sequences", () => {
	test.each([
		["colours", "\x1b[1;31mred\x1b[0m \x1b[38:2::255:0:0mtext\x1b[m\n", ["red text"]],
		["title, ended by BEL", "\x1b]0;my title\x07text\n", ["text"]],
		["link, ended by ST", "\x1b]8;;https://x.y\x1b\\link\x1b]8;;\x1b\\\n", ["link"]],
		["eight-bit introducers", "\u009b31mred\u009d0;t\u009c\u0090q\u009c!\n", ["red!"]],
		["DCS with newlines in it", "a\x1bPq#0\n#1\x07\x1b\\b\n", ["ab"]],
		["APC, PM and SOS", "\x1b_Gx\x1b\\a\x1b^y\x1b\\b\x1bXz\x1b\\c\n", ["abc"]],
		["charsets", "\x1b(0\x1b)Ba\x1b%Gb\n", ["ab"]],
		["keypad, save, reset", "\x1b=\x1b7a\x1b8\x1bcb\n", ["ab"]],
		["a lone escape at the end", "ab\x1b", ["ab…"]],
		["escape and newline", "ab\x1b\ncd\n", ["ab", "cd"]],
		["escape before an accent", "\x1bé\n", ["é"]],
		["escape, escape", "\x1b\x1b[31ma\n", ["a"]],
		["a sequence broken off by another", "\x1b[3\x1b[32ma\n", ["a"]],
		["a sequence broken off by a letter beyond ASCII", "\x1b[3é\n", ["é"]],
		["a sequence broken off by a newline", "\x1b[3\nb\n", ["", "b"]],
		["an OSC that never ends", "\x1b]0;oops\ntext\n", ["", "text"]],
		["an OSC broken off by CAN", "\x1b]0;oops\x18text\n", ["text"]],
		["shift in, shift out, nul, delete", "a\x0e\x0f\x00\x7fb\n", ["ab"]],
		["tab, vertical tab, form feed, NEL", "a\tb\x0bc\x0cd\u0085e\n", ["a b c d e"]],
		["cursor hidden, alternate screen", "\x1b[?25l\x1b[?1049ha\x1b[?25h\n", ["a"]],
		["private erase is not ours", "abc\x1b[?K\rd\n", ["dbc"]],
	])("%s", (_, text, lines) => check(text, lines));

	test("a DCS that never ends gives the stream back after 64 KiB", () => {
		const splitter = createLineSplitter("stdout");
		const lines = splitter.push(utf8(`\x1bP${"x".repeat(65_536)}seen\n`));
		expect(lines.map((line) => line.text)).toEqual(["seen"]);
	});

	test("a string goes on over plain lines in the next chunk", () => {
		const splitter = createLineSplitter("stdout");
		const lines = ["a\x1bPq", "not\nto\nbe\nseen\n", "\x1b\\b\n"].flatMap((text) => splitter.push(utf8(text)));
		expect(lines.map((line) => line.text)).toEqual(["ab"]);
	});

	test("the bound of a string does not split a character", () => {
		const text = `\x1bP${"x".repeat(65_535)}👍seen\n`;
		check(text, ["seen"]);
	});

	test("parameters without end give the stream back", () => {
		check(`\x1b[${"1".repeat(300)}m\n`, [`${"1".repeat(44)}m`]);
	});
});

describe("what cannot be seen", () => {
	test.each([
		["bidi controls", "\u061ca\u200eb\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069c\n", ["abc"]],
		["zero-width characters", "a\u200bb\u200cc\u200dd\u2060\u2061\u2062\u2063\u2064\ufeffe\n", ["abcde"]],
		["soft hyphen, fillers, tags", "a\u00adb\u115f\u3164\uffa0c\u{e0001}\u{e0041}\u{e007f}d\n", ["abcd"]],
		["separators", "a\u2028b\u2029c\n", ["a b c"]],
		["annotations", "\ufff9a\ufffab\ufffb\n", ["ab"]],
		["hidden bytes in variation selectors", "a\ufe00\ufe01\u{e0100}\u{e01ef}b\ufe0f\n", ["ab"]],
		["emoji selectors stay, once", "❤\ufe0f\ufe0f 1\ufe0f\u20e3\n", ["❤\ufe0f 1\ufe0f\u20e3"]],
		["families and professions stay", "👨‍👩‍👧 👩🏽‍💻 🏳️‍🌈\n", ["👨‍👩‍👧 👩🏽‍💻 🏳️‍🌈"]],
		["a joiner that joins nothing", "👨\u200d 👨\u200d\n", ["👨 👨"]],
		["joiners in a row are one", "👨\u200d\u200d👩\n", ["👨\u200d👩"]],
		["a joiner over a control", "👨\u200d\x07\b👩\n", [" 👩"]],
	])("%s", (_, text, lines) => check(text, lines));

	test("wrong bytes become one replacement each", () => {
		check(Uint8Array.of(0x61, 0xff, 0x62, 0xe2, 0x82, 0x0a, 0xf0, 0x9f), ["a\ufffdb\ufffd", "\ufffd…"]);
	});
});

describe("long lines", () => {
	test.each([
		["at the limit", "x".repeat(2000), { kept: 2000, cutBytes: 0 }],
		["one over", "x".repeat(2001), { kept: 2000, cutBytes: 1 }],
		["far over", "x".repeat(100_000), { kept: 2000, cutBytes: 98_000 }],
		["two bytes each", "é".repeat(3000), { kept: 2000, cutBytes: 2000 }],
		["graphemes of eight units", "👨‍👩‍👧".repeat(300), { kept: 2000, cutBytes: 50 * 18 }],
		["a grapheme over the limit", `a${"\u0301".repeat(3000)}`, { kept: 2000, cutBytes: 2002 }],
		["erased and written over", `${"x".repeat(5000)}\r\x1b[Kshort`, { kept: 5, cutBytes: 0 }],
		["returned", `${"x".repeat(5000)}\r`, { kept: 2000, cutBytes: 3000 }],
	])("%s", (_, text, { kept, cutBytes }) => {
		for (const chunks of [[utf8(`${text}\n`)], singleBytes(utf8(`${text}\n`))]) {
			const splitter = createLineSplitter("stderr");
			const [line] = chunks.flatMap((chunk) => splitter.push(chunk));
			expect(line?.text.length).toBe(kept);
			expect(line).toMatchObject({ stream: "stderr", cutBytes, partial: false });
		}
	});

	test("when its unseen end was written over, the count errs to the long side", () => {
		const splitter = createLineSplitter("stdout");
		const [line] = splitter.push(utf8(`${"x".repeat(9000)}\r${"y".repeat(5000)}\n`));
		expect(line?.text).toBe("y".repeat(2000));
		expect(line?.cutBytes).toBeGreaterThanOrEqual(7000);
		expect(line?.cutBytes).toBeLessThanOrEqual(12_000);
	});

	test.each([
		["text", "0123456789abcdef"],
		["a bar that is drawn over and over", "##########.....\r"],
		["accents on one letter", "\u0301\u0301\u0301\u0301"],
		["accents after a return", "\ra\u0301\u0301"],
		["an open string", "\x1b]0;title"],
	])("%s without a newline takes bounded memory", (_, unit) => {
		const splitter = createLineSplitter("stdout");
		const chunk = utf8(unit.repeat(65_536 / 16));
		for (let i = 0; i < 20; i++) expect(splitter.push(chunk)).toEqual([]);
		const before = heapAfterCollection();
		for (let i = 0; i < 80; i++) splitter.push(chunk);
		expect(heapAfterCollection() - before).toBeLessThan(2e6);
		expect(splitter.push(utf8("\n"))).toHaveLength(1);
	});

	test("without a newline every byte is counted", () => {
		const splitter = createLineSplitter("stdout");
		for (let i = 0; i < 160; i++) splitter.push(utf8("0123456789abcdef".repeat(4096)));
		expect(splitter.push(utf8("\n"))).toMatchObject([{ cutBytes: 160 * 65_536 - 2000 }]);
	});
});

describe("partial lines", () => {
	function splitterWith(text: string) {
		const splitter = createLineSplitter("stdout");
		splitter.push(utf8(text));
		return splitter;
	}

	test("are given up when asked, and the rest begins a new line", () => {
		const splitter = splitterWith("Password: ");
		expect(splitter.pending).toBe(true);
		expect(splitter.flushPartial()).toEqual({ stream: "stdout", text: "Password: ", cutBytes: 0, partial: true });
		expect(splitter.pending).toBe(false);
		expect(splitter.flushPartial()).toBeUndefined();
		expect(splitter.push(utf8("rest\nnext\n")).map((line) => line.text)).toEqual(["rest", "next"]);
		expect(splitter.totalLines).toBe(3);
	});

	test("a newline alone ends them without another line", () => {
		const splitter = splitterWith("Password: ");
		splitter.flushPartial();
		expect(splitter.push(utf8("\r\n\r\nnext\n")).map((line) => line.text)).toEqual(["", "next"]);
	});

	test("a newline alone ends one of them, however it comes", () => {
		const splitter = splitterWith("Password: ");
		splitter.flushPartial();
		const lines = singleBytes(utf8("\r\n\r\n\x1b[mnext\n")).flatMap((chunk) => splitter.push(chunk));
		expect(lines.map((line) => line.text)).toEqual(["", "next"]);
	});

	test.each([
		["", false],
		["\x1b[31m", false],
		["\u200b", false],
		["abc\r\x1b[K", false],
		["\r", false],
		[" ", true],
		["abc\r", true],
		["done\n", false],
	])("%j is pending: %s", (text, pending) => {
		expect(splitterWith(text).pending).toBe(pending);
	});

	test("a sequence goes on after them", () => {
		const splitter = splitterWith("a\x1b[3");
		expect(splitter.flushPartial()?.text).toBe("a");
		expect(splitter.push(utf8("1mb\n")).map((line) => line.text)).toEqual(["b"]);
	});

	test("the end gives up what is left, once", () => {
		const splitter = splitterWith("left");
		expect(splitter.end()).toEqual([{ stream: "stdout", text: "left", cutBytes: 0, partial: true }]);
		expect(splitter.end()).toEqual([]);
	});
});

/** Bytes in use after a garbage collection, so that rubbish does not count. */
function heapAfterCollection(): number {
	setFlagsFromString("--expose-gc");
	const collect: unknown = runInNewContext("gc");
	if (typeof collect !== "function") throw new Error("no garbage collector to call");
	collect();
	return process.memoryUsage().heapUsed;
}
