import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Patience } from "../../../../../src/host/agent/direct/turn/patience.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const bounds = { silenceMs: 100, turnMs: 1000, answerChars: 50 };

test("silence ends the turn, and each sign puts that off", async () => {
	const patience = new Patience(bounds);
	vi.advanceTimersByTime(90);
	patience.heard(1);
	vi.advanceTimersByTime(90);
	expect(patience.signal.aborted).toBe(false);
	vi.advanceTimersByTime(10);
	expect(patience.signal.aborted).toBe(true);
	expect(await patience.over).toEqual({ stop: "failed", error: "the model said nothing for 0.1 s" });
	expect(vi.getTimerCount()).toBe(0);
});

test("so does the time of a turn, however much is said", async () => {
	const patience = new Patience({ ...bounds, answerChars: 1e6 });
	for (let ms = 0; ms < 1000; ms += 50) {
		patience.heard(1);
		vi.advanceTimersByTime(50);
	}
	expect(await patience.over).toEqual({ stop: "failed", error: "it took longer than 1 s" });
});

test("so does too much", async () => {
	const patience = new Patience(bounds);
	patience.heard(50);
	expect(patience.signal.aborted).toBe(false);
	patience.heard(1);
	expect(await patience.over).toMatchObject({
		stop: "failed",
		error: expect.stringMatching(/more than 50 characters/),
	});
});

test("the person's cancel counts, and nothing after it", async () => {
	const patience = new Patience(bounds);
	patience.cancel();
	patience.heard(1000);
	vi.advanceTimersByTime(10_000);
	expect(await patience.over).toEqual({ stop: "cancelled" });
	expect(vi.getTimerCount()).toBe(0);
});

test("closed, it runs no timer and aborts what is left", () => {
	const patience = new Patience(bounds);
	patience.close();
	expect(vi.getTimerCount()).toBe(0);
	expect(patience.signal.aborted).toBe(true);
});
