import type { HubTools } from "../../../../src/host/hub/hub-tools.ts";
import type { Tool } from "../../../../src/host/hub/tools/tool.ts";
import type { Failure } from "../../../../src/model/failure.ts";
import { type Asked, fakeTools } from "../fake-tools.ts";

/** What a call led to: its answer as the model reads it or its failure, and what the session was asked. */
export type Outcome = { answer?: Record<string, unknown>; failure?: Failure; asked: Asked[] };

/** Calls a tool on a session with one monitor. */
export async function ask(
	tool: Tool,
	args: Record<string, unknown>,
	replaced: Partial<HubTools> = {},
): Promise<Outcome> {
	const { tools, asked } = fakeTools(replaced);
	const result = await tool.run({ tools, agent: "claude", answerBytes: 64 * 1024 }, args);
	return result.ok ? { answer: JSON.parse(JSON.stringify(result.value)), asked } : { failure: result.failure, asked };
}
