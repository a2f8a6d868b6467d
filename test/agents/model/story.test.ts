import { expect, test } from "vitest";
import type { Ask } from "./rules.ts";
import { tellStory } from "./story.ts";

const tools = [{ name: "mcp__monitors__monitor_read" }];
const ask = (text: string, more: Partial<Ask> = {}): Ask => ({ text, tools, ...more });

test("each line is said once, when what it follows was told; a call may have words before it", () => {
	const mind = tellStory([
		{ after: /hello/, says: "Hi." },
		{ after: /hello/, says: "I look.", calls: { tool: "monitor_read", args: { id: "m1" } } },
		{ after: /red/, calls: { tool: "monitor_read", args: { id: "m2" } } },
	]);
	const call = { type: "call", tool: tools[0] };
	expect(mind(ask("hello"))).toEqual({ type: "text", text: "Hi." });
	expect(mind(ask("hello again"))).toEqual({ ...call, args: { id: "m1" }, words: "I look." });
	expect(mind(ask("hello", { result: "all red" }))).toEqual({ ...call, args: { id: "m2" } });
	expect(mind(ask("hello"))).toEqual({ type: "text", text: "The story has no answer to: hello" });
});

test("what an agent asks beside the conversation is no part of the story", () => {
	const mind = tellStory([{ after: /./, says: "Hi." }]);
	expect(mind(ask("a title for this", { tools: [] }))).toEqual({ type: "text", text: "Title" });
	expect(mind(ask("hello"))).toEqual({ type: "text", text: "Hi." });
});
