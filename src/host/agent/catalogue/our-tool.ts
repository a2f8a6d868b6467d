import type { Quirks } from "./profile.ts";

/** The name under which agents know our server. */
export const serverName = "monitors";

/** The tools of ours whose use an agent need not ask for: the host asks for what they do, with more detail. */
const toolNames = ["monitor_list", "monitor_read", "monitor_start", "monitor_stop", "monitor_update"];

/** What is known of a call that an agent asks permission for. */
export type AskedCall = {
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
	for (const source of quirks.ourTools) {
		const name = toPattern(source).exec(call.name ?? call.title)?.groups?.tool;
		if (name !== undefined) return name.replaceAll(" ", "_");
	}
	return undefined;
}

/** What agents call tools of servers; `execute`, `edit`, `delete`, `move` and `fetch` are their own tools. */
const harmlessKinds = new Set(["other", "read", "search", "think"]);

function toPattern(source: string): RegExp {
	const names = toolNames.flatMap((name) => [name, name.replaceAll("_", " ")]).join("|");
	return new RegExp(`^(?:${source.replace("TOOL", `(?<tool>${names})`).replaceAll("SERVER", serverName)})$`);
}
