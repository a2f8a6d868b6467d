import { dynamicTool, jsonSchema, type ToolSet } from "ai";
import type { CallTool, DirectTool } from "../direct-options.ts";

/** What tools are called with in one turn. */
export type ToolUse = { readonly callTool: CallTool; readonly calls: number; readonly signal: AbortSignal };

/** Our tools as the model gets them. A failure is an answer too: the model reads it and can do better. */
export function modelTools(tools: readonly DirectTool[], { callTool, calls, signal }: ToolUse): ToolSet {
	let left = calls;
	const execute = async (name: string, args: unknown): Promise<string> => {
		signal.throwIfAborted();
		left -= 1;
		if (left < 0) throw new Error(`${calls} calls are the most in one turn. Answer now.`);
		if (!isRecord(args)) throw new Error(`${name}: the arguments have to be a JSON object.`);
		const { text, failed } = await callTool(name, args);
		if (failed) throw new Error(text);
		return text;
	};
	const made = tools.map(({ name, description, schema }) => {
		const inputSchema = jsonSchema<unknown>({ ...schema });
		return [name, dynamicTool({ description, inputSchema, execute: (args) => execute(name, args) })] as const;
	});
	return Object.fromEntries(made);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
