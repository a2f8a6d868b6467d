import type { ServerResponse } from "node:http";
import type { Ask, Reply, ToolName } from "./rules.ts";

/** A request body, of which nothing is known. */
export type Body = Readonly<Record<string, unknown>>;

/** Writes one streamed answer in the form of a dialect. */
export type Writer = {
	begin(): void;
	piece(text: string): void;
	call(tool: ToolName, args: string): void;
	end(): void;
};

/** How one maker's API asks and answers. */
export type Dialect = {
	readonly name: string;
	read(body: Body): Ask;
	/** `tokens` is how long the question was, roughly, for dialects that tell it. */
	writer(res: ServerResponse, tokens: number): Writer;
	/** The whole answer at once. */
	whole(reply: Exclude<Reply, { type: "slow" }>): unknown;
};

/** The value as a list of objects. */
export function items(value: unknown): Record<string, unknown>[] {
	return Array.isArray(value) ? value.filter((one) => typeof one === "object" && one !== null) : [];
}

/** The text of a message's content, which is a string or a list of parts. */
export function partsText(content: unknown): string {
	if (typeof content === "string") return content;
	return items(content)
		.map((part) => (typeof part.text === "string" ? part.text : ""))
		.join("\n");
}

/** What was said after the last item for which `isEnd` holds. */
export function since<T>(list: readonly T[], isEnd: (item: T) => boolean): T[] {
	return list.slice(list.findLastIndex(isEnd) + 1);
}

/** One server-sent event. */
export function sse(res: ServerResponse, data: unknown, event?: string): void {
	const text = typeof data === "string" ? data : JSON.stringify(data);
	res.write(`${event === undefined ? "" : `event: ${event}\n`}data: ${text}\n\n`);
}
