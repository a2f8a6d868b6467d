import type { ServerResponse } from "node:http";
import { type Body, type Dialect, items, partsText, since, sse, type Writer } from "./dialect.ts";
import { type Ask, ownWords, type Reply } from "./rules.ts";

/** `POST /v1/chat/completions`. */
export const openaiChat: Dialect = { name: "openai-chat", read, writer, whole };

const head = { id: "chatcmpl-1", created: 1, model: "fake-model" };
const completion = 5;
const usageOf = (prompt: number) => ({
	prompt_tokens: prompt,
	completion_tokens: completion,
	total_tokens: prompt + completion,
});

function read(body: Body): Ask {
	const messages = items(body.messages);
	const recent = since(messages, ({ role, tool_calls }) => role === "assistant" && !tool_calls);
	const last = messages.findLast(({ role }) => role !== "system");
	const format = (body.response_format ?? {}) as { type?: string; json_schema?: { schema?: unknown } };
	return {
		text: ownWords(
			recent
				.filter(({ role }) => role === "user")
				.map(({ content }) => partsText(content))
				.join("\n"),
		),
		result: last?.role === "tool" ? partsText(last.content) : undefined,
		tools: items(body.tools).map((tool) => ({ name: String((tool.function as { name?: string })?.name) })),
		schema: format.type?.startsWith("json") ? (format.json_schema?.schema ?? { type: "object" }) : undefined,
	};
}

function writer(res: ServerResponse, tokens: number): Writer {
	let finish = "stop";
	const send = (delta: object, finish_reason: string | null = null): void =>
		sse(res, { ...head, object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason }] });
	return {
		begin: () => send({ role: "assistant", content: "" }),
		piece: (content) => send({ content }),
		call: ({ name }, args) => {
			finish = "tool_calls";
			const id = `call_${Math.floor(performance.now() * 1000)}`;
			send({ tool_calls: [{ index: 0, id, type: "function", function: { name, arguments: args } }] });
		},
		end: () => {
			send({}, finish);
			sse(res, { ...head, object: "chat.completion.chunk", choices: [], usage: usageOf(tokens) });
			sse(res, "[DONE]");
		},
	};
}

function whole(reply: Exclude<Reply, { type: "slow" }>): unknown {
	const message = { role: "assistant", content: reply.type === "text" ? reply.text : null, ...calls(reply) };
	const finish_reason = reply.type === "text" ? "stop" : "tool_calls";
	return { ...head, object: "chat.completion", choices: [{ index: 0, message, finish_reason }], usage: usageOf(10) };
}

function calls(reply: Reply): object {
	if (reply.type !== "call") return {};
	const call = { name: reply.tool.name, arguments: JSON.stringify(reply.args) };
	return { tool_calls: [{ id: "call_1", type: "function", function: call }] };
}
