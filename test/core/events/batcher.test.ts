import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Batcher, createBatcher } from "../../../src/core/events/batcher.ts";
import type { EventDraft } from "../../../src/model/event.ts";
import type { Line } from "../../../src/model/line.ts";

function line(text: string, more: Partial<Line> = {}): Line {
	return { stream: "stdout", text, cutBytes: 0, partial: false, ...more };
}

function lines(...texts: string[]): Line[] {
	return texts.map((text) => line(text));
}

/** Feeds `[time, texts…]` steps and closes what is due on the way; returns `time: text` of each event. */
function play(steps: readonly (readonly [number, ...string[]])[], until = 10_000): string[] {
	const batcher = createBatcher();
	const story: string[] = [];
	const tell = (time: number, drafts: EventDraft[]) => {
		story.push(...drafts.map((draft) => `${time}: ${draft.text.replaceAll("\n", "|")}`));
	};
	const passTime = (to: number) => {
		for (let due = batcher.due(); due !== undefined && due <= to; due = batcher.due()) tell(due, batcher.closeDue(due));
	};
	for (const [time, ...texts] of steps) {
		passTime(time);
		tell(time, batcher.add(lines(...texts), time));
	}
	passTime(until);
	return story;
}

describe("an event closes", () => {
	test.each([
		["50 ms after its only line", [[0, "a"]], ["50: a"]],
		[
			"50 ms after its last line",
			[
				[0, "a"],
				[30, "b"],
				[70, "c"],
			],
			["120: a|b|c"],
		],
		[
			"not with lines 50 ms apart",
			[
				[0, "a"],
				[50, "b"],
			],
			["50: a", "100: b"],
		],
		[
			"250 ms after its first line",
			[0, 40, 80, 120, 160, 200, 240, 280].map((t) => [t, `${t}`] as const),
			["250: 0|40|80|120|160|200|240", "330: 280"],
		],
	] as const)("%s", (_, steps, story) => {
		expect(play(steps)).toEqual(story);
	});

	test("at 200 lines, at once", () => {
		const batcher = createBatcher();
		const closed = batcher.add(lines(...Array(450).fill("x")), 0);
		expect(closed.map((draft) => draft.lines)).toEqual([200, 200]);
		expect(batcher.pendingLines).toBe(50);
		expect(batcher.end()).toMatchObject([{ kind: "output", lines: 50, cut: { lines: 0, bytes: 0 } }]);
	});

	test("before the line that would take it over 16 KiB", () => {
		const batcher = createBatcher();
		const closed = batcher.add(lines(...Array(9).fill("é".repeat(1000))), 0);
		expect(closed.map((draft) => draft.lines)).toEqual([8]);
		expect(Buffer.byteLength(closed[0]?.text ?? "")).toBe(8 * 2001 - 1);
	});

	test("when the next line comes late, and nobody had called", () => {
		const batcher = createBatcher();
		batcher.add(lines("a"), 0);
		expect(batcher.add(lines("b"), 400)).toMatchObject([{ text: "a" }]);
		expect(batcher.end()).toMatchObject([{ text: "b" }]);
	});
});

describe("an event says", () => {
	test("where a line was cut, and how much", () => {
		const batcher = createBatcher();
		batcher.add([line("long", { cutBytes: 12_345 }), line("whole"), line("x", { cutBytes: 1 })], 0);
		expect(batcher.end()).toEqual([
			{
				kind: "output",
				text: "long [… 12,345 bytes cut]\nwhole\nx [… 1 byte cut]",
				lines: 3,
				cut: { lines: 0, bytes: 12_346 },
				partial: false,
			},
		]);
	});

	test("only its own cuts", () => {
		const batcher = createBatcher();
		batcher.add([line("long", { cutBytes: 7 })], 0);
		expect(batcher.end()).toMatchObject([{ cut: { lines: 0, bytes: 7 } }]);
		batcher.add([line("short")], 10);
		expect(batcher.end()).toMatchObject([{ cut: { lines: 0, bytes: 0 } }]);
	});

	test("that its last line was partial", () => {
		const batcher = createBatcher();
		batcher.add([line("a", { partial: true })], 0);
		expect(batcher.end()).toMatchObject([{ text: "a", partial: true }]);
		batcher.add([line("a", { partial: true }), line("b")], 0);
		expect(batcher.end()).toMatchObject([{ text: "a\nb", partial: false }]);
	});
});

describe("blank lines", () => {
	test("begin no event, and are counted", () => {
		const batcher = createBatcher();
		expect(batcher.add(lines("", "  ", ""), 0)).toEqual([]);
		expect([batcher.due(), batcher.pendingLines, batcher.blankLines]).toEqual([undefined, 0, 3]);
	});

	test("stay within one", () => {
		expect(play([[0, "", "a", "", "b", ""]])).toEqual(["50: a||b|"]);
	});
});

test("an empty batcher has nothing to say", () => {
	const batcher: Batcher = createBatcher();
	expect([batcher.due(), batcher.closeDue(1e9), batcher.end(), batcher.add([], 5)]).toEqual([undefined, [], [], []]);
});

test("an event's text does not keep the output around it in memory", () => {
	const batcher = createBatcher();
	const texts: string[] = [];
	const before = process.memoryUsage().heapUsed;
	for (let i = 0; i < 1000; i++) {
		const chunk = `${i}`.padEnd(100_000, "x");
		batcher.add([line(chunk.slice(0, 20))], i);
		texts.push(...batcher.end().map((draft) => draft.text));
	}
	expect(texts).toHaveLength(1000);
	expect(process.memoryUsage().heapUsed - before).toBeLessThan(60e6);
});

test("no line is lost, doubled or reordered, and every event is within its bounds", () => {
	const text = fc.oneof(
		fc.string({ maxLength: 20 }),
		fc.constant(""),
		fc.integer({ min: 1, max: 2000 }).map((n) => "é".repeat(n)),
	);
	const step = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.array(text, { maxLength: 90 }));
	fc.assert(
		fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
			const batcher = createBatcher();
			const drafts: EventDraft[] = [];
			let [now, fed] = [0, 0];
			for (const [wait, texts] of steps) {
				now += wait;
				fed += texts.length;
				drafts.push(...batcher.add(lines(...texts), now));
				const counted = drafts.reduce((sum, draft) => sum + draft.lines, 0);
				expect(counted + batcher.pendingLines + batcher.blankLines).toBe(fed);
			}
			drafts.push(...batcher.end());
			for (const draft of drafts) {
				expect(draft.lines).toBeLessThanOrEqual(200);
				expect(Buffer.byteLength(draft.text)).toBeLessThanOrEqual(16_384);
			}
			const all = steps.flatMap(([, texts]) => texts).filter((value) => value.trim() !== "");
			expect(drafts.flatMap((draft) => draft.text.split("\n")).filter((value) => value.trim() !== "")).toEqual(all);
		}),
		{ numRuns: 200 },
	);
});
