import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { onTestFinished } from "vitest";
import { type Hub, type HubOptions, startHub } from "../../../src/host/hub/hub.ts";
import type { Result } from "../../../src/model/failure.ts";
import { fakeTools } from "./fake-tools.ts";

/** The bridge's program as it is in the sources. */
export const bridgeProgram = fileURLToPath(new URL("../../../src/host/hub/bridge.ts", import.meta.url));

/** A directory that is gone after the test. */
export function temporaryDirectory(): string {
	const path = mkdtempSync(join(tmpdir(), "monmux-hub-"));
	onTestFinished(() => rmSync(path, { recursive: true, force: true }));
	return path;
}

/** The value of a result that has to be a success. */
export function unwrap<T>(result: Result<T>): T {
	if (!result.ok) throw new Error(result.failure.message);
	return result.value;
}

/** A hub that is closed after the test. */
export async function openHub(options: Partial<HubOptions> = {}): Promise<Hub> {
	const runtime = temporaryDirectory();
	const { tools } = fakeTools();
	const hub = unwrap(await startHub({ tools, runtime, bridgeProgram, version: "1.2.3", ...options }));
	onTestFinished(() => hub.close());
	return hub;
}

/** The two forms of the protocol. */
export const eras = { handshake: "legacy", stateless: { pin: "2026-07-28" } } as const;
export type Era = keyof typeof eras;

/** A client of one form, connected over HTTP, closed after the test. */
export async function connectClient(url: string, token: string, era: Era = "handshake"): Promise<Client> {
	const client = new Client({ name: "tester", version: "1" }, { versionNegotiation: { mode: eras[era] } });
	const requestInit = { headers: { authorization: `Bearer ${token}` } };
	await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }));
	onTestFinished(() => client.close());
	return client;
}

/** What a tool answered: whether it is an error, and its text. */
export async function callTool(client: Client, name: string, args: Record<string, unknown> = {}) {
	const { isError, content } = await client.callTool({ name, arguments: args });
	const [block, ...more] = content;
	if (block?.type !== "text" || more.length > 0) throw new Error("a result has one text block");
	return { isError: isError === true, text: block.text };
}

/** A message that needs no handshake in the older form. */
export function message(method: string, params: Record<string, unknown> = {}): string {
	return JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
}

/** What each message of the stateless form says of its client. */
export const envelope = {
	"io.modelcontextprotocol/protocolVersion": "2026-07-28",
	"io.modelcontextprotocol/clientInfo": { name: "tester", version: "1" },
	"io.modelcontextprotocol/clientCapabilities": {},
};

/** Headers of an honest client. */
export function honest(token: string): Record<string, string> {
	return {
		authorization: `Bearer ${token}`,
		"content-type": "application/json",
		accept: "application/json, text/event-stream",
	};
}

/** What a raw request is made of. */
export type Raw = { method?: string; path?: string; headers?: Record<string, string>; body?: string | Buffer };

/** Sends a request exactly as written, the Host header included. */
export function send(url: string, { method = "POST", path, headers = {}, body }: Raw) {
	return new Promise<{ status: number; text: string; headers: Record<string, unknown> }>((resolve, reject) => {
		const { hostname, port, pathname } = new URL(url);
		const outgoing = request(
			{ hostname, port, method, path: path ?? pathname, headers, agent: false, timeout: 10_000 },
			async (response) => {
				let text = "";
				response.setEncoding("utf8");
				for await (const chunk of response) text += chunk;
				resolve({ status: response.statusCode ?? 0, text, headers: response.headers });
			},
		);
		outgoing.on("error", reject);
		outgoing.on("timeout", () => outgoing.destroy(new Error("no answer")));
		outgoing.end(body);
	});
}
