import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Flow, FlowBudget } from "../../../src/host/pty/flow-budget.ts";

const window = 256 * 1024;
const windowMs = 33;

/** A flow that notes whether it is read. */
class NotedFlow implements Flow {
	paused = false;
	pauses = 0;
	pause(): void {
		this.paused = true;
		this.pauses += 1;
	}
	resume(): void {
		this.paused = false;
	}
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function flows(count: number): { budget: FlowBudget; all: NotedFlow[] } {
	const budget = new FlowBudget();
	const all = Array.from({ length: count }, () => new NotedFlow());
	for (const flow of all) budget.add(flow);
	return { budget, all };
}

describe("a flow", () => {
	test("is read on while it stays within its share", () => {
		const { budget, all } = flows(1);
		for (let n = 0; n < 100; n += 1) {
			budget.spend(all[0] as Flow, window - 1);
			vi.advanceTimersByTime(windowMs);
		}
		expect(all[0]?.pauses).toBe(0);
	});

	test("is paused when it used its share up, and read again in the next window", () => {
		const { budget, all } = flows(1);
		budget.spend(all[0] as Flow, window / 2);
		expect(all[0]?.paused).toBe(false);
		budget.spend(all[0] as Flow, window / 2);
		expect(all[0]?.paused).toBe(true);
		vi.advanceTimersByTime(windowMs);
		expect(all[0]?.paused).toBe(false);
	});

	test("that flooded leaves the others alone", () => {
		const { budget, all } = flows(3);
		budget.spend(all[0] as Flow, window * 3);
		budget.spend(all[1] as Flow, 100);
		expect(all.map((flow) => flow.paused)).toEqual([true, false, false]);
	});

	test("that is gone is not woken any more", () => {
		const budget = new FlowBudget();
		const flow = new NotedFlow();
		const stop = budget.add(flow);
		budget.spend(flow, window);
		stop();
		vi.advanceTimersByTime(10 * windowMs);
		expect(flow.paused).toBe(true);
	});
});

test("several floods share a window, and one alone has all of it again", () => {
	const { budget, all } = flows(4);
	for (const flow of all) budget.spend(flow, window);
	vi.advanceTimersByTime(windowMs);
	for (const flow of all) budget.spend(flow, window / 4);
	expect(all.map((flow) => flow.paused)).toEqual([true, true, true, true]);
	vi.advanceTimersByTime(windowMs);
	budget.spend(all[0] as Flow, window / 4);
	vi.advanceTimersByTime(windowMs);
	vi.advanceTimersByTime(windowMs);
	budget.spend(all[0] as Flow, window / 4);
	expect(all[0]?.paused).toBe(false);
});

test("no pause is longer than a window, however many flood", () => {
	const { budget, all } = flows(64);
	for (let n = 0; n < 20; n += 1) {
		for (const flow of all) if (!flow.paused) budget.spend(flow, 16 * 1024);
		vi.advanceTimersByTime(windowMs);
		expect(all.some((flow) => flow.paused)).toBe(false);
	}
});
