import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { anthropic } from "./anthropic.ts";
import type { Body, Dialect, Writer } from "./dialect.ts";
import { gemini } from "./gemini.ts";
import { openaiChat } from "./openai-chat.ts";
import { openaiResponses } from "./openai-responses.ts";
import { type Ask, decide, type Mind, type Reply } from "./rules.ts";

/** One question and what was done. */
export type Asked = { readonly dialect: string; readonly ask: Ask; readonly reply: Reply };

/** A model on the loopback address. */
export type FakeModel = {
	/** Base URL without a path. */
	readonly url: string;
	/** Every question, oldest first. */
	readonly asked: readonly Asked[];
	/** Requests that it has no answer for, as `METHOD path`. */
	readonly unknown: readonly string[];
	/** Ends every slow answer of now with a last word, `tock`. */
	finish(): void;
	close(): Promise<void>;
};

/** Starts a model that speaks four dialects; it follows the orders in the user's text, unless it has a mind of its own. */
export async function startFakeModel(mind: Mind = decide): Promise<FakeModel> {
	const asked: Asked[] = [];
	const unknown: string[] = [];
	let slow = new AbortController();
	const server = createServer((req, res) => {
		answer(req, res, { mind, asked, unknown, finished: slow.signal }).catch(() => res.destroy());
	});
	await new Promise<void>((resolve) => {
		server.listen(0, "127.0.0.1", resolve);
	});
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		asked,
		unknown,
		finish: () => {
			slow.abort();
			slow = new AbortController();
		},
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

type Books = {
	readonly mind: Mind;
	readonly asked: Asked[];
	readonly unknown: string[];
	readonly finished: AbortSignal;
};

async function answer(req: IncomingMessage, res: ServerResponse, books: Books): Promise<void> {
	const path = new URL(req.url ?? "/", "http://x").pathname;
	const body = await readBody(req);
	const fixed = fixedAnswer(path);
	const dialect = dialects.find(({ pattern }) => pattern.test(path))?.dialect;
	if (fixed !== undefined) return json(res, fixed);
	if (!dialect || req.method !== "POST") {
		books.unknown.push(`${req.method} ${path}`);
		return json(res, { error: { message: "not here" } }, 404);
	}
	const ask = dialect.read(body);
	const reply = books.mind(ask);
	books.asked.push({ dialect: dialect.name, ask, reply });
	const streams = body.stream === true || path.endsWith(":streamGenerateContent");
	if (streams) await stream(dialect.writer(res, tokensOf(body)), reply, { res, finished: books.finished });
	else json(res, dialect.whole(reply.type === "slow" ? { type: "text", text: "slow" } : reply));
}

const dialects: readonly { pattern: RegExp; dialect: Dialect }[] = [
	{ pattern: /\/chat\/completions$/, dialect: openaiChat },
	{ pattern: /\/responses$/, dialect: openaiResponses },
	{ pattern: /\/messages$/, dialect: anthropic },
	{ pattern: /:(streamGenerateContent|generateContent)$/, dialect: gemini },
];

function fixedAnswer(path: string): unknown {
	if (path.endsWith("/count_tokens")) return { input_tokens: 10 };
	if (path.endsWith(":countTokens")) return { totalTokens: 10 };
	const model = { id: "fake-model", object: "model", created: 1, owned_by: "test" };
	if (path.endsWith("/models")) return { object: "list", data: [model, { ...model, id: "m" }] };
	return undefined;
}

/** As many as a real model would count, roughly: people see the figure. */
function tokensOf(body: Body): number {
	return Math.ceil(JSON.stringify(body).length / 4);
}

/** Where an answer goes, and the sign that a slow one is to end. */
type Way = { readonly res: ServerResponse; readonly finished: AbortSignal };

async function stream(writer: Writer, reply: Reply, way: Way): Promise<void> {
	const { res } = way;
	res.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
	writer.begin();
	if (reply.type === "call") {
		if (reply.words !== undefined) writer.piece(reply.words);
		writer.call(reply.tool, JSON.stringify(reply.args));
	} else if (reply.type === "text") writer.piece(reply.text);
	else await trickle(reply.ms, way, (text) => writer.piece(text));
	if (!res.destroyed) writer.end();
	res.end();
}

/** A word each tenth of a second until the time is over, the agent hangs up, or the end is asked for, which is answered. */
async function trickle(ms: number, { res, finished }: Way, piece: (text: string) => void): Promise<void> {
	for (let at = 0; at < ms && !finished.aborted && !res.destroyed; at += 100) {
		piece(`tick${at / 100} `);
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	if (finished.aborted && !res.destroyed) piece("tock");
}

async function readBody(req: IncomingMessage): Promise<Body> {
	const chunks: Buffer[] = [];
	for await (const chunk of req) chunks.push(chunk as Buffer);
	const text = Buffer.concat(chunks).toString("utf8");
	return text.startsWith("{") ? (JSON.parse(text) as Body) : {};
}

function json(res: ServerResponse, value: unknown, status = 200): void {
	res.writeHead(status, { "content-type": "application/json" });
	res.end(JSON.stringify(value));
}
