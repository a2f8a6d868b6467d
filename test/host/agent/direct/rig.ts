import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { Prompt } from "../../../../src/core/session/effect.ts";
import type { AgentBackend } from "../../../../src/host/agent/backend.ts";
import { createDirectBackend } from "../../../../src/host/agent/direct/direct-backend.ts";
import type { DirectOptions, DirectTool, ToolAnswer } from "../../../../src/host/agent/direct/direct-options.ts";
import type { Event } from "../../../../src/model/event.ts";
import { type FakeModel, startFakeModel } from "../../../agents/model/fake-model.ts";
import { Notebook } from "../acp/scene.ts";

/** What a request to a scripted server was. */
export type Request = { readonly path: string; readonly headers: IncomingMessage["headers"]; readonly body: Body };
type Body = { readonly messages: readonly Message[]; readonly tools?: readonly unknown[]; readonly model?: string };
type Message = { readonly role: string; readonly content: string | null; readonly tool_calls?: unknown };
type Answer = (res: ServerResponse, request: Request, index: number) => unknown;

/** A server whose answers to chats a test writes itself; it lists the models `one` and `two`. */
export type Scripted = {
	readonly url: string;
	readonly port: number;
	readonly lists: Request[];
	readonly chats: Request[];
	close(): Promise<void>;
};

export async function scripted(answer: Answer, models: unknown = list("one", "two")): Promise<Scripted> {
	const [lists, chats]: [Request[], Request[]] = [[], []];
	const server = createServer(async (req, res) => {
		let text = "";
		for await (const chunk of req) text += String(chunk);
		const request = { path: req.url ?? "", headers: req.headers, body: JSON.parse(text || "{}") as Body };
		if (request.path.endsWith("/models")) {
			lists.push(request);
			return res.end(JSON.stringify(models));
		}
		chats.push(request);
		return answer(res, request, chats.length - 1);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	const close = (): Promise<void> =>
		new Promise((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});
	onTestFinished(close);
	return { url: `http://127.0.0.1:${port}/v1`, port, lists, chats, close };
}

export function list(...ids: string[]): unknown {
	return { object: "list", data: ids.map((id) => ({ id, object: "model" })) };
}

/** One streamed answer: a delta each, then the end. */
export function stream(res: ServerResponse, deltas: readonly object[], finish: string | null = "stop"): void {
	res.writeHead(200, { "content-type": "text/event-stream" });
	for (const delta of deltas) piece(res, delta);
	if (finish !== null) piece(res, {}, finish);
	res.end("data: [DONE]\n\n");
}

export function piece(res: ServerResponse, delta: object, finish_reason: string | null = null): void {
	res.write(`data: ${JSON.stringify({ id: "c", choices: [{ index: 0, delta, finish_reason }] })}\n\n`);
}

/** A delta that calls a tool. */
export function calls(name: string, args: string, index = 0): object {
	return { tool_calls: [{ index, id: `call_${index}`, type: "function", function: { name, arguments: args } }] };
}

export function status(res: ServerResponse, code: number, message: string): void {
	res.writeHead(code, { "content-type": "application/json" });
	res.end(JSON.stringify({ error: { message, type: "invalid_request_error", code: null } }));
}

export async function fakeModel(): Promise<FakeModel> {
	const model = await startFakeModel();
	onTestFinished(() => model.close());
	return model;
}

export const tools: readonly DirectTool[] = ["monitor_read", "monitor_start"].map((name) => ({
	...{ name, title: name === "monitor_read" ? "Read a monitor's output" : "Start a monitor" },
	...{ description: "x", schema: { type: "object", properties: { id: { type: "string" } } } },
}));

/** An agent, what it told, and which tools it called. */
export type Rig = {
	readonly agent: AgentBackend;
	readonly notebook: Notebook;
	readonly called: { name: string; args: unknown }[];
};

/** An agent that was not started yet. */
export function rig(command: string | undefined, options: Partial<DirectOptions> = {}): Rig {
	const called: Rig["called"] = [];
	const notebook = new Notebook();
	const agent = createDirectBackend({
		...{ label: "Model server", command, allowRemote: false, cwd: "/work", nameOf: (id) => `name of ${id}`, tools },
		callTool: async (name, args): Promise<ToolAnswer> => {
			called.push({ name, args });
			return { text: `{"output":["line of ${String(args.id)}"]}`, failed: args.id === "none" };
		},
		...options,
	});
	onTestFinished(() => agent.close());
	return { agent, notebook, called };
}

/** An agent that is ready. */
export async function started(command: string, options: Partial<DirectOptions> = {}): Promise<Rig> {
	const made = rig(command, options);
	await made.agent.start(made.notebook.sink);
	return made;
}

/** The person's words as a turn. */
export function typed(text: string, turn = "t1"): Prompt {
	return { agent: "direct", turn, origin: "person", text, events: [], notes: [] };
}

/** A turn that events began. */
export function woken(texts: readonly string[], turn = "t1"): Prompt {
	return { agent: "direct", turn, origin: "monitor", text: "", events: texts.map(event), notes: [] };
}

function event(text: string, index: number): Event {
	const cut = { lines: 0, bytes: 0 };
	const draft = { kind: "output", text, lines: text.split("\n").length, cut, partial: false } as const;
	return { ...draft, id: `e${index + 1}`, monitor: "m1", seq: index + 1, at: 0, verdict: "forwarded", by: "person" };
}
