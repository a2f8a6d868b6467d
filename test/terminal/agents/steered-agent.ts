import { createInterface } from "node:readline";

/**
 * The smallest agent of the agent client protocol that takes words into a running turn.
 * A turn ends when it is told `done` in one of its texts; it says what it was told, and how.
 */
type Texts = { prompt?: readonly { text?: string }[] };
type Server = { url: string; headers: readonly { name: string; value: string }[] };
type Message = { id?: number; method?: string; params?: Texts & { mcpServers?: readonly Server[] } };

let turn: number | undefined;

function send(message: object): void {
	process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

function say(text: string): void {
	const update = { sessionUpdate: "agent_message_chunk", content: { type: "text", text } };
	send({ method: "session/update", params: { sessionId: "s", update } });
}

function hear(how: string, params: Texts | undefined): void {
	const text = (params?.prompt ?? []).map((block) => block.text ?? "").join("\n");
	say(`[${how}] ${text.match(/word-\w+/g)?.join(" ") ?? text}\n\n`);
	if (!text.includes("done")) return;
	send({ id: turn, result: { stopReason: "end_turn" } });
	turn = undefined;
}

/** An agent counts as ready once it has looked at its tools. */
async function look(server: Server | undefined): Promise<void> {
	if (!server) return;
	const headers = Object.fromEntries(server.headers.map(({ name, value }) => [name, value]));
	const common = { "content-type": "application/json", accept: "application/json, text/event-stream", ...headers };
	const post = (body: object, more: object = {}): Promise<Response> =>
		fetch(server.url, { method: "POST", headers: { ...common, ...more }, body: JSON.stringify(body) });
	const clientInfo = { name: "steered", version: "1" };
	const params = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo };
	const hello = await post({ jsonrpc: "2.0", id: 1, method: "initialize", params });
	const session = hello.headers.get("mcp-session-id");
	await hello.text();
	const list = { jsonrpc: "2.0", id: 2, method: "tools/list", params: {} };
	await (await post(list, session === null ? {} : { "mcp-session-id": session })).text();
}

async function take({ id, method, params }: Message): Promise<void> {
	switch (method) {
		case "initialize": {
			const agentCapabilities = { mcpCapabilities: { http: true } };
			send({ id, result: { protocolVersion: 1, agentCapabilities, _meta: { steering: { supported: true } } } });
			break;
		}
		case "session/new":
			send({ id, result: { sessionId: "s" } });
			await look(params?.mcpServers?.[0]);
			break;
		case "session/prompt":
			turn = id;
			hear("prompt", params);
			break;
		case "_session/steering":
			send({ id, result: { outcome: turn === undefined ? "promptRequired" : "injected" } });
			if (turn !== undefined) hear("steered", params);
			break;
		default:
			if (id !== undefined) send({ id, result: {} });
	}
}

createInterface({ input: process.stdin }).on("line", (line) => void take(JSON.parse(line) as Message));
