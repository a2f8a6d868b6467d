import { appendFileSync } from "node:fs";
import { createInterface } from "node:readline";

/**
 * The smallest agent of the agent client protocol, for benches: it answers every prompt after a time
 * (`ECHO_TURN_MS`) and writes each prompt with its moment to a file (`ECHO_LOG`), one JSON object a line.
 */
const turnMs = Number(process.env.ECHO_TURN_MS ?? "0");
const log = process.env.ECHO_LOG ?? "/dev/null";

type Message = { id?: number; method?: string; params?: { prompt?: { text?: string }[] } };

function answer(id: number | undefined, result: unknown): void {
	process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", id, result })}\n`);
}

function take({ id, method, params }: Message): void {
	switch (method) {
		case "initialize":
			answer(id, {
				protocolVersion: 1,
				agentCapabilities: { mcpCapabilities: { http: true } },
				authMethods: [],
			});
			break;
		case "session/new":
			answer(id, { sessionId: "echo" });
			break;
		case "session/prompt": {
			const text = (params?.prompt ?? []).map((block) => block.text ?? "").join("\n");
			appendFileSync(log, `${JSON.stringify({ at: Date.now(), text })}\n`);
			setTimeout(() => answer(id, { stopReason: "end_turn" }), turnMs);
			break;
		}
		default:
			if (id !== undefined) answer(id, {});
	}
}

createInterface({ input: process.stdin }).on("line", (line) => take(JSON.parse(line) as Message));
