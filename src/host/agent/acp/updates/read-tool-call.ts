import { cutAtGrapheme } from "../../../../base/cut-text.ts";
import { countOf } from "../../../../base/format-count.ts";
import type { ToolCall } from "../../../../model/agent.ts";
import { cleanLine, cleanText } from "./clean-text.ts";
import { asNumber, asRecord, asText, type Loose } from "./loose.ts";
import { contentText } from "./read-content.ts";

/** What one message says of a tool call. What it does not mention is absent and stays as it was. */
export type ToolPatch = {
	readonly id: string;
	readonly title?: string | undefined;
	/** The tool's own name, from the few agents that tell it. */
	readonly name?: string | undefined;
	/** The agent's word for what the tool does: `execute`, `edit`, `read`, … */
	readonly kind?: string | undefined;
	readonly status?: ToolCall["status"] | undefined;
	readonly places?: readonly string[] | undefined;
	readonly output?: string | undefined;
	readonly diffs?: ToolCall["diffs"] | undefined;
	/** What the tool was called with. */
	readonly input?: Loose | undefined;
};

/** Bounds in UTF-16 units, and in numbers of things. */
export const toolBounds = { title: 300, output: 16_384, diff: 65_536, diffs: 20, places: 20 } as const;

/** Reads a tool call from an update or a permission request; undefined when it has no id. */
export function readToolCall(value: unknown): ToolPatch | undefined {
	const call = asRecord(value);
	const id = asText(call.toolCallId);
	if (id === undefined) return undefined;
	const meta = asRecord(call._meta);
	const content = Array.isArray(call.content) ? call.content.map(asRecord) : undefined;
	return {
		id,
		title: line(call.title),
		name: line(call.name) ?? line(meta.toolName) ?? line(asRecord(meta.claudeCode).toolName),
		kind: asText(call.kind),
		status: statuses[asText(call.status) ?? ""],
		places: Array.isArray(call.locations) ? call.locations.slice(0, toolBounds.places).map(place) : undefined,
		output: readOutput(content, call.rawOutput),
		diffs: readDiffs(content),
		input: call.rawInput === undefined ? undefined : asRecord(call.rawInput),
	};
}

const statuses: Readonly<Record<string, ToolCall["status"]>> = {
	pending: "waiting",
	in_progress: "running",
	completed: "done",
	failed: "failed",
};

function line(value: unknown): string | undefined {
	const text = asText(value);
	return text === undefined ? undefined : cleanLine(cutAtGrapheme(text, toolBounds.title));
}

function place(value: unknown): string {
	const { path, line } = asRecord(value);
	const name = cleanLine(asText(path) ?? "");
	const number = asNumber(line);
	return number === undefined ? name : `${name}:${number}`;
}

/** The content when there is one, else a raw result that is plain text. */
function readOutput(content: readonly Loose[] | undefined, raw: unknown): string | undefined {
	const text = content
		?.filter(({ type }) => type === "content")
		.map((one) => contentText(one.content))
		.join("\n");
	const output = text ? text : (asText(raw) ?? text);
	return output === undefined ? undefined : cut(output, toolBounds.output);
}

/** The changes; undefined when there are none, since some agents tell of an outcome without the change that it is of. */
function readDiffs(content: readonly Loose[] | undefined): ToolCall["diffs"] | undefined {
	const diffs = content?.filter(({ type }) => type === "diff").slice(0, toolBounds.diffs) ?? [];
	if (diffs.length === 0) return undefined;
	return diffs.map(({ path, oldText, newText }) => ({
		path: cleanLine(asText(path) ?? ""),
		before: cut(asText(oldText) ?? "", toolBounds.diff),
		after: cut(asText(newText) ?? "", toolBounds.diff),
	}));
}

function cut(text: string, limit: number): string {
	const kept = cutAtGrapheme(text, limit);
	const clean = cleanText(kept);
	return kept.length === text.length ? clean : `${clean}\n[… ${countOf(text.length - kept.length, "character")} cut]`;
}
