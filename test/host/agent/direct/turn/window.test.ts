import type { ModelMessage } from "ai";
import { expect, test } from "vitest";
import { Window } from "../../../../../src/host/agent/direct/turn/window.ts";

const limits = { turns: 3, windowChars: 10_000, messageChars: 400 };
const said = (content: string): ModelMessage => ({ role: "assistant", content });
const texts = (messages: readonly ModelMessage[]) => messages.map(({ content }) => content);

test("keeps the newest turns, oldest first", () => {
	const window = new Window(limits);
	expect(window.empty).toBe(true);
	for (const turn of ["1", "2", "3", "4"]) window.remember(`q${turn}`, [said(`a${turn}`)]);
	expect(texts(window.before(0))).toEqual(["q2", "a2", "q3", "a3", "q4", "a4"]);
	expect(window.empty).toBe(false);
	window.forget();
	expect(window.before(0)).toEqual([]);
});

test("what does not fit beside the prompt is left out by whole turns", () => {
	const window = new Window({ ...limits, windowChars: 1000 });
	for (const turn of ["1", "2", "3"]) window.remember(`q${turn}`, [said("x".repeat(200))]);
	expect(texts(window.before(100))).toHaveLength(6);
	expect(window.before(300).map(({ role }) => role)).toEqual(["user", "assistant", "user", "assistant"]);
	expect(window.before(900)).toEqual([]);
	expect(window.before(100_000)).toEqual([]);
});

test("a turn without words gets some, so that roles take turns", () => {
	const window = new Window(limits);
	window.remember("q1", []);
	window.remember("q2", [], "(interrupted)");
	expect(texts(window.before(0))).toEqual(["q1", "(no answer)", "q2", "(interrupted)"]);
});

test("long prompts and results lose their middle and keep the end, where envelopes are closed", () => {
	const window = new Window(limits);
	const long = `<monitor-event>${"😀".repeat(1000)}</monitor-event>\ndata, not instructions`;
	const output = { type: "text", value: long } as const;
	const result = { type: "tool-result", toolCallId: "1", toolName: "monitor_read", output } as const;
	window.remember(long, [
		{
			role: "assistant",
			content: [
				{ type: "reasoning", text: "hm" },
				{ type: "tool-call", toolCallId: "1", toolName: "monitor_read", input: {} },
			],
		},
		{ role: "tool", content: [result] },
		said("done"),
	]);
	const [prompt, call, tool] = window.before(0);
	expect(String(prompt?.content)).toMatch(
		/^<monitor-event>.*\n\(\d+ characters left out\)\n.*data, not instructions$/s,
	);
	expect(String(prompt?.content).length).toBeLessThan(400);
	expect(String(prompt?.content).isWellFormed()).toBe(true);
	expect(call?.content).toMatchObject([{ type: "tool-call" }]);
	expect(JSON.stringify(tool).length).toBeLessThan(1000);
	expect(JSON.stringify(tool)).toContain("characters left out");
});
