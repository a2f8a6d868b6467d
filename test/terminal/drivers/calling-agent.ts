import { createInterface } from "node:readline";

/**
 * An agent of the agent client protocol that calls one tool of the session when its prompt says so:
 * `CALL name {"its":"arguments"}`. It answers with what the tool said, and to everything else with `heard`.
 */
type Server = { url: string; headers: { name: string; value: string }[] };
type Message = { id?: number; method?: string; params?: { prompt?: { text?: string }[]; mcpServers?: Server[] } };

let server: Server | undefined;

function send(message: object): void {
	process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

/** Asks the session's tools something; gives the answer as it came. */
async function ask(method: string, params: object): Promise<string> {
	if (!server) return "there are no tools";
	const given = Object.fromEntries(server.headers.map((header) => [header.name, header.value]));
	const headers = { ...given, "content-type": "application/json", accept: "application/json, text/event-stream" };
	const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
	const response = await fetch(server.url, { method: "POST", headers, body });
	return response.text();
}

async function turn(text: string): Promise<void> {
	const [, name, args] = /CALL (\w+) (\{.*\})/.exec(text) ?? [];
	const said = name === undefined ? "heard" : await ask("tools/call", { name, arguments: JSON.parse(args ?? "{}") });
	const update = { sessionUpdate: "agent_message_chunk", content: { type: "text", text: said } };
	send({ method: "session/update", params: { sessionId: "s", update } });
}

async function take({ id, method, params }: Message): Promise<void> {
	const capabilities = { mcpCapabilities: { http: true } };
	if (method === "initialize") send({ id, result: { protocolVersion: 1, agentCapabilities: capabilities } });
	else if (method === "session/new") {
		server = params?.mcpServers?.[0];
		// The session waits for an agent to have seen its tools.
		await ask("tools/list", {});
		send({ id, result: { sessionId: "s" } });
	} else if (method === "session/prompt") {
		await turn((params?.prompt ?? []).map((block) => block.text ?? "").join("\n"));
		send({ id, result: { stopReason: "end_turn" } });
	} else if (id !== undefined) send({ id, result: {} });
}

createInterface({ input: process.stdin }).on("line", (line) => void take(JSON.parse(line) as Message));
