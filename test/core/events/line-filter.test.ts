import { describe, expect, test } from "vitest";
import { createLineFilter } from "../../../src/core/events/line-filter.ts";
import type { Line } from "../../../src/model/line.ts";

const line = (text: string): Line => ({ stream: "stdout", text, cutBytes: 0, partial: false });

/** A filter that accepts texts with an `a`, with a clock on which every judgement takes `costMs`. */
function filterOf(costMs: number) {
	let time = 0;
	const accepts = (text: string) => {
		time += costMs;
		return text.includes("a");
	};
	return createLineFilter({ acceptsAll: false, accepts }, () => time);
}

describe("a filter", () => {
	test("keeps what the rule accepts and counts the rest", () => {
		const filter = filterOf(0.001);
		expect(filter.accepted([line("a"), line("b"), line("ca")], 0).map(({ text }) => text)).toEqual(["a", "ca"]);
		expect([filter.refused, filter.unjudged]).toEqual([1, 0]);
	});

	test("does not ask a rule that accepts all", () => {
		const accepts = () => {
			throw new Error("asked");
		};
		const filter = createLineFilter({ acceptsAll: true, accepts }, () => 0);
		const lines = [line("a"), line("b")];
		expect(filter.accepted(lines, 0)).toBe(lines);
	});

	test("lets lines through unread when a slow rule has used up its time, until the next second", () => {
		const filter = filterOf(40);
		const lines = Array.from({ length: 10 }, () => line("b"));
		expect(filter.accepted(lines, 1000)).toHaveLength(5);
		expect([filter.refused, filter.unjudged]).toEqual([5, 5]);
		expect(filter.accepted(lines, 1500)).toHaveLength(10);
		expect(filter.accepted(lines, 2000)).toHaveLength(5);
		expect([filter.refused, filter.unjudged]).toEqual([10, 20]);
	});

	test("never cuts a quick rule short, however many lines there are", () => {
		const filter = filterOf(0.01);
		const lines = Array.from({ length: 50_000 }, () => line("b"));
		expect(filter.accepted(lines, 1000)).toEqual([]);
		expect([filter.refused, filter.unjudged]).toEqual([50_000, 0]);
	});
});
