import { expect, onTestFinished, test, vi } from "vitest";
import { ToolWatch } from "../../../src/host/hub/tool-watch.ts";

test("who waits is told when the agent asks, and who comes later at once", async () => {
	const watch = new ToolWatch();
	const [first, second] = [watch.wait("claude", 10_000), watch.wait("claude", 10_000)];
	watch.saw("claude");
	expect(await Promise.all([first, second, watch.wait("claude", 0)])).toEqual([true, true, true]);
});

test("the time ends the waiting", async () => {
	vi.useFakeTimers();
	onTestFinished(() => void vi.useRealTimers());
	const watch = new ToolWatch();
	const waiting = watch.wait("claude", 5000);
	watch.saw("codex");
	vi.advanceTimersByTime(4999);
	expect(vi.getTimerCount()).toBe(1);
	vi.advanceTimersByTime(1);
	expect(await waiting).toBe(false);
	expect(vi.getTimerCount()).toBe(0);
});

test("an agent that begins anew has not asked", async () => {
	const watch = new ToolWatch();
	watch.saw("claude");
	watch.forget("claude");
	const waiting = watch.wait("claude", 10_000);
	watch.forget("claude");
	expect(await waiting).toBe(false);
});

test("closing ends every waiting", async () => {
	const watch = new ToolWatch();
	const waiting = [watch.wait("claude", 10_000), watch.wait("codex", 10_000)];
	watch.close();
	expect(await Promise.all(waiting)).toEqual([false, false]);
});
