import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as WebStream } from "node:stream/web";
import type { Result } from "../../model/failure.ts";
import { failed, ok } from "../../model/failure.ts";
import type { Admission } from "./admission.ts";
import { checkHead, hubPath, tooLarge } from "./check-head.ts";
import type { HubLimits } from "./limits.ts";
import { readBody } from "./read-body.ts";

/** What stands behind the door. */
export type HttpDoorOptions = {
	readonly admission: Admission;
	readonly limits: HubLimits;
	/** Answers one message of an agent. A rejection closes the connection. */
	serve(request: Request, message: { agent: string; body: unknown }): Promise<Response>;
};

/** The hub on loopback HTTP, open. */
export type HttpDoor = { readonly url: string; close(): Promise<void> };

/** How often slow requests are looked for, in milliseconds. */
const checkMs = 500;

/** Listens on a free port of the loopback interface. */
export async function openHttpDoor(options: HttpDoorOptions): Promise<Result<HttpDoor>> {
	const { limits } = options;
	const server = createServer({
		connectionsCheckingInterval: Math.min(checkMs, limits.greetMs),
		headersTimeout: limits.greetMs,
		requestTimeout: limits.requestMs,
		maxHeaderSize: 16 * 1024,
	});
	server.timeout = limits.idleMs;
	server.maxConnections = limits.connections;
	const port = await listen(server);
	if (!port.ok) return port;
	let busy = 0;
	server.on("request", (request, response) => {
		busy += 1;
		response.once("close", () => {
			busy -= 1;
		});
		if (busy > limits.calls) return refuse(response, { status: 503, text: "too many requests at once" });
		handle(request, response, { ...options, port: port.value }).catch(() => response.destroy());
	});
	return ok({ url: `http://127.0.0.1:${port.value}${hubPath}`, close: () => close(server) });
}

function listen(server: Server): Promise<Result<number>> {
	return new Promise((resolve) => {
		server.once("error", (error) =>
			resolve(failed("internal", `cannot listen on 127.0.0.1: ${error.message}`, "Free a port and try again.")),
		);
		server.listen(0, "127.0.0.1", () => {
			const address = server.address();
			resolve(ok(address !== null && typeof address === "object" ? address.port : 0));
		});
	});
}

async function handle(
	request: IncomingMessage,
	response: ServerResponse,
	{ port, admission, limits, serve }: HttpDoorOptions & { readonly port: number },
): Promise<void> {
	const { method = "", url = "", headers } = request;
	const { messageBytes } = limits;
	const agentOf = (token: string): string | undefined => admission.agentOf(token);
	const checked = checkHead({ method, url, headers }, { port, messageBytes, agentOf });
	if ("refusal" in checked) return refuse(response, checked.refusal);
	const { agent } = checked;
	const release = admission.hold(agent, () => response.destroy());
	response.once("close", release);
	const body = await readBody(request, messageBytes);
	if (body === "broken" || response.destroyed) return;
	if (body === "too-large") return refuse(response, { status: 413, text: tooLarge(messageBytes) });
	if (body === "not-json") return refuse(response, { status: 400, text: "the body is not JSON" });
	// One message a request, as the protocol has it since 2025-06-18: a batch could hold ten thousand calls.
	if (Array.isArray(body.json)) return refuse(response, { status: 400, text: "batches are not served" });
	const answer = await serve(webRequest(request, response), { agent, body: body.json });
	await send(response, answer);
}

/** The request for a handler of web standards; it is aborted when the client goes away. The body travels apart. */
function webRequest(request: IncomingMessage, response: ServerResponse): Request {
	const gone = new AbortController();
	response.once("close", () => gone.abort());
	const headers = Object.entries(request.headersDistinct).flatMap(([name, values]) =>
		(values ?? []).map((value): [string, string] => [name, value]),
	);
	return new Request(`http://127.0.0.1${hubPath}`, { method: "POST", headers, signal: gone.signal });
}

async function send(response: ServerResponse, answer: Response): Promise<void> {
	if (response.destroyed) return void answer.body?.cancel();
	response.writeHead(answer.status, Object.fromEntries(answer.headers));
	if (!answer.body) return void response.end();
	try {
		await pipeline(Readable.fromWeb(answer.body as WebStream), response);
	} catch {
		response.destroy();
	}
}

/** The connection is closed as well, so that a body which was not read cannot be taken for the next request. */
function refuse(
	response: ServerResponse,
	{ status, text, headers }: { status: number; text: string; headers?: Readonly<Record<string, string>> },
): void {
	const error = { jsonrpc: "2.0", id: null, error: { code: -32_000, message: text } };
	const type = text === "" ? {} : { "content-type": "application/json" };
	response.writeHead(status, { ...headers, ...type, connection: "close" });
	response.end(text === "" ? "" : JSON.stringify(error));
}

function close(server: Server): Promise<void> {
	return new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}
