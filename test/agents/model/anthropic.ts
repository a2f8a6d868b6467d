import type { ServerResponse } from "node:http";
import { type Body, type Dialect, items, partsText, since, sse, type Writer } from "./dialect.ts";
import { type Ask, ownWords, type Reply } from "./rules.ts";

/** `POST /v1/messages`. */
export const anthropic: Dialect = { name: "anthropic", read, writer, whole };

const usage = { input_tokens: 10, output_tokens: 5, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 };
/** Agents merge messages of the same id, so each has one of its own. */
let messages = 0;
const head = () => ({ id: `msg_${++messages}`, ...constant });
const constant = { type: "message", role: "assistant", model: "fake-model", stop_sequence: null, usage };

function read(body: Body): Ask {
	const messages = items(body.messages).filter(({ role }) => role !== "system");
	const calls = ({ content }: Record<string, unknown>): boolean =>
		items(content).some(({ type }) => type === "tool_use");
	const recent = since(messages, (message) => message.role === "assistant" && !calls(message));
	const texts = recent.filter(({ role }) => role === "user").map(({ content }) => partsText(content));
	const config = (body.output_config ?? {}) as { format?: { schema?: unknown } };
	const results = items(messages.at(-1)?.content).filter(({ type }) => type === "tool_result");
	return {
		text: ownWords(texts.join("\n")),
		result: results.length > 0 ? results.map(({ content }) => partsText(content)).join("\n") : undefined,
		tools: items(body.tools).map(({ name }) => ({ name: String(name) })),
		schema: config.format?.schema ?? (body.output_format as { schema?: unknown } | undefined)?.schema,
	};
}

function writer(res: ServerResponse): Writer {
	let reason = "end_turn";
	let open = false;
	const send = (type: string, more: object = {}): void => sse(res, { type, ...more }, type);
	const start = (content_block: object): void => send("content_block_start", { index: 0, content_block });
	const delta = (one: object): void => send("content_block_delta", { index: 0, delta: one });
	return {
		begin: () => send("message_start", { message: { ...head(), content: [], stop_reason: null } }),
		piece: (text) => {
			if (!open) start({ type: "text", text: "" });
			open = true;
			delta({ type: "text_delta", text });
		},
		call: ({ name }, args) => {
			reason = "tool_use";
			open = true;
			start({ type: "tool_use", id: `toolu_${Math.floor(performance.now() * 1000)}`, name, input: {} });
			delta({ type: "input_json_delta", partial_json: args });
		},
		end: () => {
			if (open) send("content_block_stop", { index: 0 });
			send("message_delta", { delta: { stop_reason: reason, stop_sequence: null }, usage: { output_tokens: 5 } });
			send("message_stop");
		},
	};
}

function whole(reply: Exclude<Reply, { type: "slow" }>): unknown {
	if (reply.type === "text")
		return { ...head(), content: [{ type: "text", text: reply.text }], stop_reason: "end_turn" };
	const content = [{ type: "tool_use", id: "toolu_1", name: reply.tool.name, input: reply.args }];
	return { ...head(), content, stop_reason: "tool_use" };
}
