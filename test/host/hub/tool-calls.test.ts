import { expect, onTestFinished, test, vi } from "vitest";
import type { HubTools, StopAnswer } from "../../../src/host/hub/hub-tools.ts";
import { type HubLimits, hubLimits } from "../../../src/host/hub/limits.ts";
import { ToolCalls } from "../../../src/host/hub/tool-calls.ts";
import { failed, ok, type Result } from "../../../src/model/failure.ts";
import { fakeTools, row } from "./fake-tools.ts";

function callsOn(replaced: Partial<HubTools> = {}, limits: Partial<HubLimits> = {}): ToolCalls {
	return new ToolCalls(fakeTools(replaced).tools, { ...hubLimits, ...limits });
}

const stop = { name: "monitor_stop", args: { id: "m1" } };
const list = { name: "monitor_list", args: {} };

test("an answer is one JSON object in one text", async () => {
	const result = await callsOn().call("claude", list);
	expect(result?.isError).toBeUndefined();
	expect(result?.content.map((block) => block.type)).toEqual(["text"]);
	expect(JSON.parse(result?.content[0]?.text ?? "")).toMatchObject({ items: [{ id: "m1" }] });
});

test("a tool that does not exist is no answer", async () => {
	for (const name of ["", "monitor", "monitor_start ", "constructor", "__proto__"]) {
		expect(await callsOn().call("claude", { name, args: {} })).toBeUndefined();
	}
});

test("what a session says is cleaned, in answers and in failures", async () => {
	const hostile = { ...row, name: "a\x1b[2Jb", command: "echo \u202Eevil" };
	const answered = await callsOn({ list: async () => ok([hostile]) }).call("claude", list);
	expect(JSON.parse(answered?.content[0]?.text ?? "").items[0]).toMatchObject({ name: "a[2Jb", command: "echo evil" });
	const refusing = callsOn({ stop: async () => failed("not-allowed", "no\x07\x1b[31m", "ask\u200B first") });
	expect(await refusing.call("claude", stop)).toEqual({
		isError: true,
		content: [{ type: "text", text: "no[31m\nask first" }],
	});
});

test("a session that throws is a failure with a reason, whatever it throws", async () => {
	const thrown = [new Error("broken"), "words", undefined];
	const texts = [];
	for (const error of thrown) {
		const result = await callsOn({ stop: () => Promise.reject(error) }).call("claude", stop);
		expect(result?.isError).toBe(true);
		texts.push(result?.content[0]?.text.split("\n")[0]);
	}
	expect(texts).toEqual(["the tool failed: broken", "the tool failed: words", "the tool failed: undefined"]);
	const synchronous = callsOn({
		list: () => {
			throw new Error("at once");
		},
	});
	expect((await synchronous.call("claude", list))?.content[0]?.text).toContain("at once");
});

test("a session that is silent is a failure when the time is over, and no timer stays", async () => {
	vi.useFakeTimers();
	onTestFinished(() => void vi.useRealTimers());
	const calls = callsOn({ list: () => new Promise(() => {}) }, { callMs: 3000 });
	const silent = calls.call("claude", list);
	const quick = await calls.call("claude", stop);
	expect(quick?.isError).toBeUndefined();
	await vi.advanceTimersByTimeAsync(2999);
	expect(vi.getTimerCount()).toBe(1);
	await vi.advanceTimersByTimeAsync(1);
	expect((await silent)?.content[0]?.text).toContain("no answer within 3 s");
	expect(vi.getTimerCount()).toBe(0);
});

test("calls of one agent are bounded, and another agent's are not touched by it", async () => {
	const waiting: ((answer: Result<StopAnswer>) => void)[] = [];
	const calls = callsOn({ stop: () => new Promise((resolve) => waiting.push(resolve)) }, { calls: 2 });
	const running = [calls.call("claude", stop), calls.call("claude", stop)];
	const over = await calls.call("claude", list);
	expect(over).toMatchObject({ isError: true, content: [{ text: "2 calls are running\nWait for one to end." }] });
	expect((await calls.call("codex", list))?.isError).toBeUndefined();
	for (const resolve of waiting) resolve(ok({ id: "m1", state: "stopping" }));
	await Promise.all(running);
	expect((await calls.call("claude", list))?.isError).toBeUndefined();
});
