import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Outlet } from "../../../../../src/host/agent/acp/updates/outlet.ts";
import type { ToolCall } from "../../../../../src/model/agent.ts";
import { Notebook } from "../scene.ts";

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

function open() {
	const book = new Notebook();
	const outlet = new Outlet(book.sink, 34);
	outlet.setTurn("t1");
	const told = () => book.told.map(({ what, turn, value }) => `${turn} ${what} ${JSON.stringify(value)}`);
	return { book, outlet, told };
}

function call(id: string, status: ToolCall["status"]): ToolCall {
	return { id, title: id, status, places: [], output: "", diffs: [] };
}

describe("words", () => {
	test("the first piece goes out at once, the following ones together", () => {
		const { outlet, told } = open();
		outlet.words("said", "one", undefined);
		outlet.words("said", " two", undefined);
		outlet.words("said", " three", undefined);
		expect(told()).toEqual(['t1 said "one"']);
		vi.advanceTimersByTime(34);
		expect(told()).toEqual(['t1 said "one"', 't1 said "… two three"']);
		vi.advanceTimersByTime(1000);
		expect(told()).toHaveLength(2);
		expect(vi.getTimerCount()).toBe(0);
	});

	test("an end of the turn hands on what waits, and a new turn begins anew", () => {
		const { outlet, told } = open();
		outlet.words("said", "a", undefined);
		outlet.words("said", "b", undefined);
		outlet.setTurn(undefined);
		outlet.words("said", "c", undefined);
		outlet.close();
		expect(told()).toEqual(['t1 said "a"', 't1 said "…b"', 'undefined said "c"']);
		expect(vi.getTimerCount()).toBe(0);
	});

	test("a control sequence that stays open hides nothing of the next message", () => {
		const { outlet, told } = open();
		outlet.words("said", "a\u001b[", "m1");
		outlet.words("said", "31b", "m2");
		outlet.close();
		expect(told()).toEqual(['t1 said "a"', 't1 said "31b"']);
	});

	test("a message of megabytes is cut, and the cut is counted", () => {
		const { outlet, book } = open();
		outlet.words("said", "x", undefined);
		outlet.words("said", `${"y".repeat(999_999)}\u{1f600}`, undefined);
		outlet.words("said", "z".repeat(3_000_000), undefined);
		vi.advanceTimersByTime(34);
		outlet.words("said", "on", undefined);
		vi.advanceTimersByTime(34);
		const [, long, next] = book.values("said") as string[];
		expect(long).toBe(`…${"y".repeat(999_999)}\n[… 3,000,002 characters cut]\n`);
		expect(next).toBe("…on");
	});

	test("a piece of nothing is not told", () => {
		const { outlet, told } = open();
		outlet.words("said", "\u001b[0m", undefined);
		outlet.close();
		expect(told()).toEqual([]);
	});
});

describe("tool calls", () => {
	test("an urgent one goes out at once, after the words before it", () => {
		const { outlet, book } = open();
		outlet.words("said", "a", undefined);
		outlet.words("said", "b", undefined);
		outlet.tool(call("c", "waiting"), true);
		outlet.words("said", "d", undefined);
		outlet.close();
		expect(book.told.map(({ what, value }) => (what === "said" ? value : what))).toEqual(["a", "…b", "tool", "d"]);
	});

	test("changes that can wait are told once, as they are then", () => {
		const { outlet, book } = open();
		for (let i = 0; i < 100; i++) outlet.tool({ ...call("c", "running"), output: `${i}` }, false);
		vi.advanceTimersByTime(34);
		expect(book.values("tool").map((value) => (value as ToolCall).output)).toEqual(["0", "99"]);
	});
});
