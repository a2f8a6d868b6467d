import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { cleanLine, cleanText, TextCleaner } from "../../../../../src/host/agent/acp/updates/clean-text.ts";
import { readToolCall, toolBounds } from "../../../../../src/host/agent/acp/updates/read-tool-call.ts";
import { readUpdate } from "../../../../../src/host/agent/acp/updates/read-update.ts";
import { ToolCalls } from "../../../../../src/host/agent/acp/updates/tool-calls.ts";
import { agentCommandSchema, planStepSchema, toolCallSchema, usageSchema } from "../../../../../src/model/agent.ts";

const words = (content: unknown) => readUpdate({ sessionUpdate: "agent_message_chunk", content });

describe("words", () => {
	test.each([
		[{ type: "text", text: "hi" }, "hi"],
		[{ type: "resource_link", name: "a.ts", uri: "file:///a.ts" }, "[a.ts] file:///a.ts"],
		[{ type: "resource", resource: { uri: "file:///b", text: "inside" } }, "inside"],
		[{ type: "resource", resource: { uri: "file:///b" } }, "[resource] file:///b"],
		[{ type: "image", data: "AAAA" }, "[image]"],
		[{ type: "hologram" }, ""],
		[undefined, ""],
	])("%j", (content, text) => {
		expect(words(content)).toMatchObject({ type: "words", kind: "said", text });
	});
});

describe("what says nothing to us", () => {
	test.each(["user_message_chunk", "current_mode_update", "session_info_update", "never_heard_of", undefined])(
		"%s",
		(kind) => {
			expect(readUpdate({ sessionUpdate: kind, content: { type: "text", text: "x" } })).toBeUndefined();
		},
	);
});

describe("a tool call", () => {
	test("is read with all that is shown of it", () => {
		const call = readToolCall({
			...{ toolCallId: "c", title: "Edit\n\u001b[1ma.ts", kind: "edit", status: "completed" },
			locations: [{ path: "/a.ts", line: 3 }, { path: "/b.ts" }],
			content: [
				{ type: "content", content: { type: "text", text: "done \u0007" } },
				{ type: "diff", path: "/a.ts", oldText: null, newText: "x" },
				{ type: "terminal", terminalId: "t" },
			],
		});
		expect(call).toEqual({
			...{ id: "c", title: "Edit a.ts", name: undefined, kind: "edit", status: "done" },
			...{ places: ["/a.ts:3", "/b.ts"], output: "done ", diffs: [{ path: "/a.ts", before: "", after: "x" }] },
			input: undefined,
		});
	});

	test.each([
		[{ name: "n" }, "n"],
		[{ _meta: { toolName: "q" } }, "q"],
		[{ _meta: { claudeCode: { toolName: "c" } } }, "c"],
		[{}, undefined],
	])("its tool's name is where agents put it: %j", (more, name) => {
		expect(readToolCall({ toolCallId: "c", ...more })?.name).toBe(name);
	});

	test("is bounded, and says what was cut", () => {
		const call = readToolCall({ toolCallId: "c", title: "x".repeat(1 << 20), rawOutput: "y".repeat(1 << 20) });
		expect(call?.title?.length).toBe(toolBounds.title);
		expect(call?.output).toMatch(/y\n\[… 1,032,192 characters cut\]$/);
	});

	test("what a message does not mention stays", () => {
		const calls = new ToolCalls();
		expect(calls.upsert({ id: "c" }).known.call.title).toBe("tool");
		expect(calls.upsert({ id: "c", title: "Edit", status: "running", output: "a" })).toMatchObject({
			fresh: false,
			news: true,
		});
		const { known, news } = calls.upsert({ id: "c", output: "b" });
		expect(known.call).toMatchObject({ title: "Edit", status: "running", output: "b" });
		expect(news).toBe(false);
		expect(calls.upsert({ id: "c", title: '{"bare":"arguments"}' }).known.call.title).toBe("Edit");
		expect(calls.upsert({ id: "d", title: '{"bare":"arguments"}' }).known.call.title).toBe('{"bare":"arguments"}');
	});

	test("a change stays when the outcome is told without it, as some agents do", () => {
		const content = [{ type: "diff", path: "/a.ts", oldText: "1", newText: "2" }];
		const calls = new ToolCalls();
		const told = (call: object) => calls.upsert(readToolCall({ toolCallId: "c", ...call }) ?? { id: "c" }).known.call;
		told({ status: "in_progress", content });
		const done = told({ status: "completed", content: [{ type: "content", content: { type: "text", text: "ok" } }] });
		expect(done).toMatchObject({ output: "ok", diffs: [{ path: "/a.ts", before: "1", after: "2" }] });
	});

	test("calls that nobody ends are forgotten at a bound", () => {
		const calls = new ToolCalls();
		for (let i = 0; i <= 600; i++) calls.upsert({ id: `c${i}`, title: "x" });
		expect(calls.upsert({ id: "c600" }).fresh).toBe(false);
		expect(calls.upsert({ id: "c0" }).fresh).toBe(true);
	});
});

/** What may come out, whatever goes in. */
const valid = {
	words: z.object({ text: z.string() }),
	tool: z.object({ patch: toolCallSchema.partial() }),
	plan: z.object({ steps: planStepSchema.array() }),
	commands: z.object({ commands: agentCommandSchema.array() }),
	usage: z.object({ usage: usageSchema }),
};

describe("anything at all", () => {
	const kinds = [
		"agent_message_chunk",
		"tool_call",
		"tool_call_update",
		"plan",
		"available_commands_update",
		"usage_update",
		"notice",
	];
	const keys = [
		"content",
		"toolCallId",
		"title",
		"status",
		"locations",
		"entries",
		"availableCommands",
		"used",
		"cost",
		"_meta",
	];

	test("is read without an exception, and into what the model allows", () => {
		const junk = fc.anything({ key: fc.constantFrom(...keys, "text", "type", "name"), maxDepth: 4 });
		const update = fc.tuple(fc.constantFrom(...kinds), fc.dictionary(fc.constantFrom(...keys), junk));
		fc.assert(
			fc.property(update, ([sessionUpdate, members]) => {
				const read = readUpdate({ ...members, sessionUpdate });
				if (read) expect(valid[read.type].safeParse(read).error).toBeUndefined();
			}),
			{ numRuns: 1000 },
		);
	});
});

describe("cleaning", () => {
	test.each([
		["a\u001b[31mb\u001b[0m", "ab"],
		["a\u001b]8;;http://x\u0007link\u001b]8;;\u0007", "alink"],
		["a\tb\nc\r\n", "a    b\nc\n"],
		["\u202eevil\u2066", "evil"],
		["\ud800", "\ufffd"],
		["👩‍💻 ok", "👩‍💻 ok"],
	])("%j", (text, clean) => {
		expect(cleanText(text)).toBe(clean);
	});

	test("a line has no line break", () => {
		expect(cleanLine(" a\n\n b\t c ")).toBe("a b c");
	});

	test("it makes no difference where the pieces end", () => {
		const hostile = fc.array(
			fc.constantFrom("a", "\u001b", "[", "3", "m", "]", "\u0007", "\n", "é", "\u202e", "P", "\\"),
			{ maxLength: 30 },
		);
		fc.assert(
			fc.property(hostile, (pieces) => {
				const cleaner = new TextCleaner();
				expect(pieces.map((piece) => cleaner.clean(piece)).join("")).toBe(cleanText(pieces.join("")));
			}),
		);
	});
});
