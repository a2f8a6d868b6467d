import type { Quirks } from "./profile.ts";

/** The name under which agents know our server. */
export const serverName = "monitors";

/**
 * Our tools by name, with the titles that the hub lists them under.
 * An agent need not ask for them: the host asks for what they do, with more detail.
 */
export const ourTools: Readonly<Record<string, string>> = {
	monitor_start: "Start a monmux monitor",
	monitor_read: "Read a monmux monitor",
	monitor_list: "List the monmux monitors",
	monitor_stop: "Stop a monmux monitor",
	monitor_update: "Make a monmux monitor quieter",
};

/** What is known of a call that an agent asks permission for. */
export type AskedCall = {
	readonly id: string;
	readonly title: string;
	readonly name: string | undefined;
	readonly kind: string | undefined;
};

/**
 * Whether a call is one of our own tools: by the tool's name where the agent tells it, else by the title it gives it.
 * A title may be the model's word, and a shell command may be titled like a tool; so kinds that act by themselves never
 * match, and a title counts for nothing beside a name.
 */
export function isOurTool(call: AskedCall, quirks: Quirks): boolean {
	return ourToolName(call, quirks) !== undefined;
}

/** Our own name of the tool that a call is of: `monitor_read`. Undefined when it is none of ours. */
export function ourToolName(call: AskedCall, quirks: Quirks): string | undefined {
	if (call.kind !== undefined && !harmlessKinds.has(call.kind)) return undefined;
	const told = call.name ?? nameInId(call, quirks) ?? call.title;
	for (const source of quirks.ourTools) {
		const { tool, title } = toPattern(source).exec(told)?.groups ?? {};
		if (tool !== undefined) return tool.replaceAll(" ", "_");
		if (title !== undefined) return Object.keys(ourTools).find((name) => ourTools[name] === title);
	}
	return undefined;
}

/** What agents call tools of servers; `execute`, `edit`, `delete`, `move` and `fetch` are their own tools. */
const harmlessKinds = new Set(["other", "read", "search", "think"]);

function nameInId({ id }: AskedCall, { nameInId: source }: Quirks): string | undefined {
	return source === undefined ? undefined : new RegExp(source).exec(id)?.[1];
}

function toPattern(source: string): RegExp {
	const names = Object.keys(ourTools).flatMap((name) => [name, name.replaceAll("_", " ")]);
	const filled = source
		.replace("TOOL", `(?<tool>${names.join("|")})`)
		.replace("TITLE", `(?<title>${Object.values(ourTools).join("|")})`)
		.replaceAll("SERVER", serverName);
	return new RegExp(`^(?:${filled})$`);
}
