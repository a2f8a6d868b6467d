import type { ServerResponse } from "node:http";
import { type Body, type Dialect, items, partsText, since, sse, type Writer } from "./dialect.ts";
import { type Ask, ownWords, type Reply, type ToolName } from "./rules.ts";

/** `POST /v1/responses`. */
export const openaiResponses: Dialect = { name: "openai-responses", read, writer, whole };

const usage = {
	input_tokens: 10,
	input_tokens_details: { cached_tokens: 0 },
	output_tokens: 5,
	output_tokens_details: { reasoning_tokens: 0 },
	total_tokens: 15,
};

function read(body: Body): Ask {
	const input = typeof body.input === "string" ? [{ role: "user", content: body.input }] : items(body.input);
	const recent = since(input, ({ role }) => role === "assistant");
	const last = input.findLast(({ role }) => role !== "developer" && role !== "system");
	const format = ((body.text ?? {}) as { format?: { type?: string; schema?: unknown } }).format;
	const more = input.filter(({ type }) => type === "additional_tools").flatMap(({ tools }) => items(tools));
	return {
		text: ownWords(
			recent
				.filter(({ role }) => role === "user")
				.map(({ content }) => partsText(content))
				.join("\n"),
		),
		result: String(last?.type).endsWith("_output") ? outputText(last?.output) : undefined,
		tools: [...items(body.tools), ...more].flatMap(toolNames),
		schema: format?.type === "json_schema" ? format.schema : undefined,
	};
}

/** Tools may sit in named groups, and a call of one has to name the group. */
function toolNames(tool: Record<string, unknown>): ToolName[] {
	const name = String(tool.name ?? tool.type);
	if (tool.type !== "namespace") return [{ name }];
	return items(tool.tools).map((inner) => ({ name: String(inner.name), group: name }));
}

function outputText(output: unknown): string {
	return typeof output === "string" ? output : partsText(output) || JSON.stringify(output);
}

function writer(res: ServerResponse): Writer {
	const output: object[] = [];
	let text: string | undefined;
	const send = (type: string, more: object): void => sse(res, { type, ...more }, type);
	const response = (status: string): object => ({
		id: "resp_1",
		object: "response",
		model: "fake-model",
		status,
		output,
		usage,
	});
	return {
		begin: () => send("response.created", { response: response("in_progress") }),
		piece: (delta) => {
			if (text === undefined)
				send("response.output_item.added", { output_index: 0, item: { ...message(""), content: [] } });
			text = (text ?? "") + delta;
			send("response.output_text.delta", { item_id: "msg_1", output_index: 0, content_index: 0, delta });
		},
		call: (tool, args) => {
			const item = functionCall(tool, args);
			output.push(item);
			send("response.output_item.added", { output_index: 0, item: { ...item, arguments: "" } });
			send("response.output_item.done", { output_index: 0, item });
		},
		end: () => {
			if (text !== undefined) {
				output.push(message(text));
				send("response.output_item.done", { output_index: 0, item: message(text) });
			}
			send("response.completed", { response: response("completed") });
		},
	};
}

function whole(reply: Exclude<Reply, { type: "slow" }>): unknown {
	const item = reply.type === "text" ? message(reply.text) : functionCall(reply.tool, JSON.stringify(reply.args));
	return { id: "resp_1", object: "response", model: "fake-model", status: "completed", output: [item], usage };
}

function message(text: string): object {
	const content = [{ type: "output_text", text, annotations: [] }];
	return { type: "message", id: "msg_1", role: "assistant", status: "completed", content };
}

function functionCall({ name, group }: ToolName, args: string): object {
	const id = `call_${Math.floor(performance.now() * 1000)}`;
	const place = group === undefined ? {} : { namespace: group };
	return { type: "function_call", id: `fc_${id}`, call_id: id, name, ...place, arguments: args, status: "completed" };
}
