import { describe, expect, test } from "vitest";
import { LineTail } from "../../../src/core/lines/line-tail.ts";
import type { Line } from "../../../src/model/line.ts";

describe("the tail", () => {
	const line = (text: string): Line => ({ stream: "stdout", text, cutBytes: 0, partial: false });
	const numbered = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => String(from + i));

	test("is the last twenty lines, oldest first", () => {
		const tail = new LineTail();
		expect(tail.texts).toEqual([]);
		tail.add(numbered(0, 15).map(line));
		expect(tail.texts).toEqual(numbered(0, 15));
		tail.add(numbered(15, 30).map(line));
		expect(tail.texts).toEqual(numbered(10, 30));
		tail.add(numbered(30, 5000).map(line));
		tail.add([]);
		expect(tail.texts).toEqual(numbered(4980, 5000));
	});

	test("is the reader's own copy", () => {
		const tail = new LineTail();
		tail.add([line("a")]);
		tail.texts.push("b");
		expect(tail.texts).toEqual(["a"]);
	});
});
