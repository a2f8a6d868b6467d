import { expect, onTestFinished, test, vi } from "vitest";
import { Alarm } from "../../../src/host/talk/alarm.ts";

/** An alarm at the time 0, and when it woke. */
function set(...times: readonly number[]): { alarm: Alarm; woken: number[] } {
	vi.useFakeTimers({ now: 0 });
	onTestFinished(() => void vi.useRealTimers());
	const woken: number[] = [];
	const alarm = new Alarm({ wake: () => woken.push(Date.now()), now: Date.now });
	for (const time of times) alarm.set(time);
	return { alarm, woken };
}

test.each([
	["nothing asked", [], []],
	["once", [50], [50]],
	["the earliest of several", [50, 20, 90], [20]],
	["a time that is past", [-5], [0]],
	["the same time twice", [50, 50], [50]],
])("%s", (_, asked, woken) => {
	const given = set(...asked);
	expect(given.woken).toEqual([]);
	vi.advanceTimersByTime(1000);
	expect(given.woken).toEqual(woken);
});

test("it can be set again when it has woken", () => {
	const { alarm, woken } = set(10);
	vi.advanceTimersByTime(100);
	alarm.set(150);
	vi.advanceTimersByTime(100);
	expect(woken).toEqual([10, 150]);
});

test("what is cleared does not wake, and it can be set again", () => {
	const { alarm, woken } = set(10);
	alarm.clear();
	vi.advanceTimersByTime(100);
	expect(woken).toEqual([]);
	alarm.set(200);
	vi.advanceTimersByTime(100);
	expect(woken).toEqual([200]);
});
