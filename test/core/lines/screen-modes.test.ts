import { describe, expect, test } from "vitest";
import { createLineSplitter } from "../../../src/core/lines/line-splitter.ts";
import { utf8 } from "./chunks.ts";

/** The lines of a stream; what was drawn is in brackets, what had no newline ends with an ellipsis. */
function check(stream: string, expected: readonly string[]): void {
	const splitter = createLineSplitter("stdout");
	const lines = [...splitter.push(utf8(stream)), ...splitter.end()];
	const shown = lines.map(({ text, partial, drawn }) => `${drawn ? `[${text}]` : text}${partial ? "…" : ""}`);
	expect(shown).toEqual(expected);
	expect(splitter.totalLines).toBe(lines.length);
}

describe("what a full-screen program draws is marked", () => {
	test.each([["47"], ["1047"], ["1049"], ["1"], ["25;1049"]])("from mode %s on until it is off", (mode) => {
		check(`a\n\x1b[?${mode}hb\nc\n\x1b[?${mode}ld\n`, ["a", "[b]", "[c]", "d"]);
	});

	test("until any of the alternate screens is left", () => check("\x1b[?1049ha\n\x1b[?47lb\n", ["[a]", "b"]));

	test("until the terminal is reset", () => {
		check("\x1b[?1049ha\n\x1bcb\n", ["[a]", "b"]);
		check("\x1b[?1ha\n\x1b[!pb\n", ["[a]", "b"]);
	});

	test("and a line that was begun before or within is a line by itself", () => {
		check("$ vi\x1b[?1049hpicture\x1b[?1049l\n$ ok\n", ["$ vi…", "[picture]…", "$ ok"]);
	});

	test("and nothing else is: other modes, other sequences", () => {
		check("\x1b[?25l\x1b[?2004ha\n\x1b[1hb\n\x1b(c\x1b[?10hd\n", ["a", "b", "d"]);
	});
});
