/** What an agent asks its model, whatever the dialect. */
export type Ask = {
	/** All that the user said since the model's last finished answer. */
	readonly text: string;
	/** The result of the last tool call, when it is the last thing in the conversation. */
	readonly result?: string | undefined;
	/** The tools on offer, by the names that the model has to use. */
	readonly tools: readonly ToolName[];
	/** The agent wants JSON of a certain form, as for a title. */
	readonly schema?: unknown;
};

/** A tool as the model names it. Some agents put tools into groups. */
export type ToolName = { readonly name: string; readonly group?: string | undefined };

/** What the model does. */
export type Reply =
	| { readonly type: "text"; readonly text: string }
	| { readonly type: "slow"; readonly ms: number }
	| {
			readonly type: "call";
			readonly tool: ToolName;
			readonly args: Readonly<Record<string, unknown>>;
			/** Said before the call; only the chat dialect carries it. */
			readonly words?: string;
	  };

/** How a model answers. */
export type Mind = (ask: Ask) => Reply;

/**
 * A model that follows orders, so that a test knows what a turn will be:
 * `SAY words.`, `SLOW milliseconds`, `CALL tool {json}`; on an event it reads the monitor.
 * The last order counts, since an interrupted turn leaves its own order in the conversation.
 */
export function decide(ask: Ask): Reply {
	if (isAside(ask)) return { type: "text", text: aside(ask) };
	if (ask.result !== undefined)
		return { type: "text", text: `RESULT ${ask.result.replaceAll(/\s+/g, " ").slice(0, 2000)}` };
	const order = [...ask.text.matchAll(orderPattern)].at(-1)?.groups;
	if (order?.ms !== undefined) return { type: "slow", ms: Number(order.ms) };
	if (order?.event !== undefined) return call("monitor_read", { id: order.event }, ask);
	if (order?.tool !== undefined) return call(order.tool, JSON.parse(order.args ?? "{}"), ask);
	return { type: "text", text: order?.words ?? "OK" };
}

const orderPattern =
	/SAY (?<words>\w+)|SLOW (?<ms>\d+)|CALL (?<tool>\w+) (?<args>\{[^\n]*?\})|<monitor-event id="(?<event>[^"]*)"/g;

/** Text without what agents add to the user's words by themselves. */
export function ownWords(text: string): string {
	return text.replaceAll(/<system-reminder>[\s\S]*?<\/system-reminder>/g, "");
}

/** Agents ask for titles, suggestions and routes beside the conversation; the answer must only be of the right form. */
export function isAside({ text, tools, schema }: Ask): boolean {
	return tools.length === 0 || schema !== undefined || text.includes("[SUGGESTION MODE");
}

export function aside({ schema }: Ask): string {
	return schema === undefined ? "Title" : JSON.stringify(fill(schema));
}

/** The smallest value that a JSON schema allows, as far as agents need it. */
function fill(schema: unknown): unknown {
	const { type, properties, enum: values } = schema as Record<string, unknown>;
	if (Array.isArray(values)) return values[0];
	const entries = Object.entries((properties ?? {}) as object);
	switch (String(type).toLowerCase()) {
		case "object":
			return Object.fromEntries(entries.map(([name, inner]) => [name, fill(inner)]));
		case "array":
			return [];
		case "boolean":
			return false;
		case "number":
		case "integer":
			return 1;
		default:
			return "x";
	}
}

export function call(name: string, args: Readonly<Record<string, unknown>>, { tools }: Ask): Reply {
	const tool = tools.find((one) => one.name === name) ?? tools.find((one) => one.name.endsWith(name));
	return tool ? { type: "call", tool, args } : { type: "text", text: `NO TOOL ${name}` };
}
