import { describe, expect, test } from "vitest";
import type { Memory } from "../../../../src/host/agent/playbook/answer.ts";
import { answer, emptyMemory } from "../../../../src/host/agent/playbook/answer.ts";
import type { Event } from "../../../../src/model/event.ts";
import { event, facts, minute, start } from "./fake-desk.ts";

const failing =
	" FAIL  test/cart.test.ts > checkout > applies voucher\nAssertionError: expected 100 to be 90\n ❯ test/cart.test.ts:42:18";
const passing = "      Tests  3 passed (3)";
const monitors = [facts("tests"), facts("build", { id: "m2" })];

/** What is said, turn by turn, to events that come one turn each, or several in one. */
function tell(...turns: readonly (Event | readonly Event[])[]): readonly (readonly string[])[] {
	let memory: Memory = emptyMemory;
	return turns.map((turn) => {
		const events = Array.isArray(turn) ? turn : [turn];
		const prompt = { agent: "playbook", turn: "t1", origin: "monitor" as const, text: "", events, notes: [] };
		const answered = answer(memory, { prompt, facts: monitors, rules: [], cwd: "/home/me/shop" }, start);
		memory = answered.memory;
		return answered.lines;
	});
}

/** An event so many minutes after the beginning. */
function at(minutes: number, text: string, more: Partial<Event> = {}): Event {
	return event(text, { at: start + minutes * minute, ...more });
}

describe("one event", () => {
	test("is said in two lines, with the place to look", () => {
		expect(tell(at(0, failing))).toEqual([
			["tests: checkout > applies voucher fails", "  expected 100 to be 90 · look at test/cart.test.ts:42"],
		]);
	});

	test("has its place relative to the session's directory", () => {
		const text = "TypeError: no\n    at f (/home/me/shop/src/cart.js:4:2)";
		expect(tell(at(0, text))).toEqual([["tests: TypeError: no", "  look at src/cart.js:4"]]);
	});

	test("in which nothing is known shows its first line and counts the rest", () => {
		expect(tell(at(0, "\nGET /cart 200\nGET / 200", { lines: 3 }))).toEqual([
			["tests: GET /cart 200 (and 2 more lines)"],
		]);
		expect(tell(at(0, "  "))).toEqual([["tests: (an empty line)"]]);
	});

	test("with several failures counts them", () => {
		const [lines] = tell(at(0, "FAILED a.py::test_a\nFAILED b.py::test_b\nFAILED c.py::test_c"));
		expect(lines).toEqual(["tests: test_a fails, and 2 more", "  look at a.py"]);
	});

	test("that is an end says the end and what explains it", () => {
		const text = "exit 1 after 2s\nError: listen EADDRINUSE: address already in use :::3000";
		expect(tell(at(0, text, { kind: "exit" }))).toEqual([["tests: exit 1 after 2s: port 3000 is already in use"]]);
		expect(tell(at(0, "exit 1 after 2s\nbye", { kind: "exit" }))).toEqual([["tests: exit 1 after 2s", "  bye"]]);
	});

	test("that was over the cap says how much was suppressed", () => {
		const text = "1,204 lines suppressed (over 1 event/s)\nGET /cart 500 12ms";
		expect(tell(at(0, text, { kind: "suppression", lines: 1204 }))).toEqual([
			["tests: 1,204 lines suppressed (over 1 event/s): GET /cart answers 500"],
		]);
		expect(tell(at(0, "1,204 lines suppressed\nall is well", { kind: "suppression", lines: 1204 }))).toEqual([
			["tests: 1,204 lines suppressed"],
		]);
	});

	test("of a monitor that nobody knows any more bears its id, and is not remembered", () => {
		const gone = at(0, "hello", { monitor: "m9" });
		expect(tell(gone, gone)).toEqual([["m9: hello"], ["m9: hello"]]);
	});
});

describe("repeats", () => {
	test("are folded, with their number and time", () => {
		const turns = Array.from({ length: 12 }, (_, index) => at((index * 3) / 11, "GET /cart 500 12ms"));
		expect(tell(...turns).at(-1)).toEqual(["tests: again, ×12 in 3 min: GET /cart answers 500"]);
	});

	test("with other numbers in them are the same", () => {
		expect(tell(at(0, "took 12 ms"), at(1, "took 340 ms"))[1]).toEqual(["tests: again, ×2 in 1 min: took 340 ms"]);
	});

	test("within one turn are folded, too", () => {
		expect(tell([at(0, "tick 1"), at(1, "tick 2"), at(2, "tick 3")])).toEqual([["tests: again, ×3 in 2 min: tick 3"]]);
	});

	test("count from one again after ten minutes without", () => {
		expect(tell(at(0, "tick"), at(11, "tick"))[1]).toEqual(["tests: tick"]);
	});

	test("of one monitor are not those of another", () => {
		expect(tell(at(0, "tick"), at(1, "tick", { monitor: "m2" }))[1]).toEqual(["build: tick"]);
	});

	test("keep the place, and leave out the complaint", () => {
		expect(tell(at(0, failing), at(1, failing))[1]).toEqual([
			"tests: again, ×2 in 1 min: checkout > applies voucher fails",
			"  look at test/cart.test.ts:42",
		]);
	});

	test("are forgotten one by one, the oldest first", () => {
		const word = (index: number) => String.fromCharCode(97 + (index % 26), 97 + Math.floor(index / 26));
		const many = Array.from({ length: 60 }, (_, index) => at(0, `word ${word(index)}`));
		const said = tell(...many, at(1, `word ${word(59)}`), at(1, `word ${word(0)}`));
		expect(said.slice(-2)).toEqual([[`tests: again, ×2 in 1 min: word ${word(59)}`], [`tests: word ${word(0)}`]]);
	});
});

describe("colours", () => {
	test("red, still red, green again, red again", () => {
		const other = failing.replaceAll("applies voucher", "adds items");
		expect(tell(at(0, failing), at(2, other), at(4, passing), at(16, failing)).map(([line]) => line)).toEqual([
			"tests: checkout > applies voucher fails",
			"tests: still red after 2 min: checkout > adds items fails",
			"tests: green again after 4 min: 3 tests pass (was: checkout > adds items fails)",
			"tests: red after 12 min of green: checkout > applies voucher fails",
		]);
	});

	test("green and green is a repeat", () => {
		expect(tell(at(0, passing), at(1, passing))).toEqual([
			["tests: 3 tests pass"],
			["tests: again, ×2 in 1 min: 3 tests pass"],
		]);
	});

	test("a build that is well does not mend the tests", () => {
		const compile = "src/a.ts(1,2): error TS1: bad";
		expect(
			tell(at(0, failing), at(1, compile), at(2, "Found 0 errors."), at(3, passing)).map(([line]) => line),
		).toEqual([
			"tests: checkout > applies voucher fails",
			"tests: still red after 1 min: TS1: bad",
			"tests: no compile errors, but still red: checkout > applies voucher fails",
			"tests: green again after 3 min: 3 tests pass (was: checkout > applies voucher fails)",
		]);
	});

	test("a good end mends everything, a start mends a bad end", () => {
		const bad = at(0, "exit 1 after 2s", { kind: "exit" });
		expect(tell(bad, at(1, "Listening on port 3000"))[1]).toEqual([
			"tests: green again after 1 min: up at port 3000 (was: exit 1 after 2s)",
		]);
		expect(tell(at(0, failing), at(1, "exit 0 after 9s", { kind: "exit" }))[1]?.[0]).toMatch(/^tests: green again/);
	});

	test("what happens and is over makes nothing red", () => {
		expect(tell(at(0, passing), at(1, "GET /cart 500 1ms"), at(2, passing))).toEqual([
			["tests: 3 tests pass"],
			["tests: GET /cart answers 500"],
			["tests: again, ×2 in 2 min: 3 tests pass"],
		]);
	});
});

describe("several events of one monitor in one turn", () => {
	test("show the two that matter, in their order, and count the others", () => {
		expect(tell([at(0, "one"), at(0, failing), at(0, "two"), at(1, passing), at(1, "three")])).toEqual([
			[
				"tests: checkout > applies voucher fails (test/cart.test.ts:42)",
				"tests: green again after 1 min: 3 tests pass (was: checkout > applies voucher fails) (and 3 other events)",
			],
		]);
	});

	test("keep the change of colour that the first of them brought", () => {
		const [, lines] = tell(at(0, passing), [at(5, failing), at(6, failing)]);
		expect(lines?.[0]).toBe("tests: red after 5 min of green: checkout > applies voucher fails (×2 in 1 min)");
	});

	test("each monitor has its own lines", () => {
		expect(tell([at(0, "one"), at(0, "two", { monitor: "m2" })])).toEqual([["tests: one", "build: two"]]);
	});
});
