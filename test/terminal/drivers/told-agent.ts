import { appendFileSync, existsSync } from "node:fs";
import { createInterface } from "node:readline";

/**
 * A small agent of the agent client protocol for stories: it writes each prompt to the file `TOLD_LOG`, one JSON text
 * a line, and ends the turn as soon as no file `TOLD_HOLD` lies there. Two prompts at once are noted as `OVERLAP`.
 */
const { TOLD_LOG: log = "", TOLD_HOLD: hold = "" } = process.env;

type Server = { url: string; headers: { name: string; value: string }[] };
type Message = {
	id?: number;
	method?: string;
	params?: { prompt?: { text?: string }[]; mcpServers?: Server[] };
};

let running = 0;

function answer(id: number | undefined, result: unknown): void {
	process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", id, result })}\n`);
}

function note(text: string): void {
	appendFileSync(log, `${JSON.stringify(text)}\n`);
}

/** Asks for the tools, as agents do; before that the session does not count it as ready. */
async function askForTools([server]: Server[]): Promise<void> {
	if (!server) return;
	const headers = {
		...Object.fromEntries(server.headers.map(({ name, value }) => [name, value])),
		"content-type": "application/json",
		accept: "application/json, text/event-stream",
	};
	const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list", params: {} });
	const response = await fetch(server.url, { method: "POST", headers, body });
	await response.text();
}

async function take({ id, method, params }: Message): Promise<void> {
	switch (method) {
		case "initialize":
			return answer(id, {
				protocolVersion: 1,
				agentCapabilities: { mcpCapabilities: { http: true } },
				authMethods: [],
			});
		case "session/new":
			answer(id, { sessionId: "told" });
			return askForTools(params?.mcpServers ?? []);
		case "session/prompt":
			running += 1;
			if (running > 1) note("OVERLAP");
			note((params?.prompt ?? []).map((block) => block.text ?? "").join("\n"));
			while (existsSync(hold)) await new Promise((resolve) => setTimeout(resolve, 20));
			running -= 1;
			return answer(id, { stopReason: "end_turn" });
		default:
			if (id !== undefined) answer(id, {});
	}
}

createInterface({ input: process.stdin }).on("line", (line) => void take(JSON.parse(line) as Message));
