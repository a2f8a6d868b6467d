import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FlowBudget } from "../../../src/host/pty/flow-budget.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const kilobytes = (count: number) => new Uint8Array(count * 1024).fill(120);

function flow() {
	const told: string[] = [];
	return { told, pause: () => void told.push("pause"), resume: () => void told.push("resume") };
}

test("who brings little is never paused, and needs no timer", () => {
	const budget = new FlowBudget();
	const quiet = flow();
	budget.add(quiet);
	for (let window = 0; window < 20; window++) {
		budget.spend(quiet, kilobytes(100));
		vi.advanceTimersByTime(40);
	}
	expect(quiet.told).toEqual([]);
	expect(vi.getTimerCount()).toBe(0);
});

test("who brings too much waits for the next window, and no longer than 100 ms", () => {
	const budget = new FlowBudget();
	const greedy = flow();
	budget.add(greedy);
	budget.spend(greedy, kilobytes(300));
	expect(greedy.told).toEqual(["pause"]);
	vi.advanceTimersByTime(34);
	expect(greedy.told).toEqual(["pause", "resume"]);
});

test("several greedy ones share, and a quiet one beside them is left alone", () => {
	const budget = new FlowBudget();
	const [one, two, quiet] = [flow(), flow(), flow()] as const;
	for (const each of [one, two, quiet]) budget.add(each);
	for (const each of [one, two]) budget.spend(each, kilobytes(300));
	vi.advanceTimersByTime(34);
	for (const each of [one, two]) budget.spend(each, kilobytes(140));
	budget.spend(quiet, kilobytes(10));
	expect([one.told.at(-1), two.told.at(-1), quiet.told]).toEqual(["pause", "pause", []]);
});

test("who is gone is not resumed", () => {
	const budget = new FlowBudget();
	const ended = flow();
	const forget = budget.add(ended);
	budget.spend(ended, kilobytes(300));
	forget();
	vi.advanceTimersByTime(200);
	expect(ended.told).toEqual(["pause"]);
});
