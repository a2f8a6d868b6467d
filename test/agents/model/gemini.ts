import type { ServerResponse } from "node:http";
import { type Body, type Dialect, items, partsText, since, sse, type Writer } from "./dialect.ts";
import { type Ask, ownWords, type Reply } from "./rules.ts";

/** `POST /v1beta/models/X:generateContent` and its streaming form. */
export const gemini: Dialect = { name: "gemini", read, writer, whole };

const usageMetadata = { promptTokenCount: 10, candidatesTokenCount: 5, totalTokenCount: 15 };

function read(body: Body): Ask {
	const contents = items(body.contents);
	const has = (content: Record<string, unknown> | undefined, member: string): boolean =>
		items(content?.parts).some((part) => member in part);
	const recent = since(contents, (content) => content.role === "model" && !has(content, "functionCall"));
	const texts = recent.filter(({ role }) => role === "user").map(({ parts }) => partsText(parts));
	const last = contents.at(-1);
	const config = (body.generationConfig ?? {}) as Record<string, unknown>;
	return {
		text: ownWords(texts.join("\n")),
		result: has(last, "functionResponse") ? JSON.stringify(last?.parts) : undefined,
		tools: items(body.tools)
			.flatMap(({ functionDeclarations }) => items(functionDeclarations))
			.map(({ name }) => ({ name: String(name) })),
		schema: config.responseSchema ?? config.responseJsonSchema,
	};
}

function candidate(parts: readonly object[], finishReason?: string): object {
	const content = { role: "model", parts };
	return { candidates: [{ index: 0, content, ...(finishReason && { finishReason }) }], usageMetadata };
}

function writer(res: ServerResponse): Writer {
	return {
		begin: () => undefined,
		piece: (text) => sse(res, candidate([{ text }])),
		call: ({ name }, args) => sse(res, candidate([{ functionCall: { name, args: JSON.parse(args) } }])),
		end: () => sse(res, candidate([{ text: "" }], "STOP")),
	};
}

function whole(reply: Exclude<Reply, { type: "slow" }>): unknown {
	if (reply.type === "text") return candidate([{ text: reply.text }], "STOP");
	return candidate([{ functionCall: { name: reply.tool.name, args: reply.args } }], "STOP");
}
