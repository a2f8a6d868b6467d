import type { IncomingMessage } from "node:http";

/** A request's body as JSON, or why there is none. `broken` when the client went away. */
export type Body = { readonly json: unknown } | "too-large" | "not-json" | "broken";

/** Reads a body of at most `limit` bytes. The server's own bound on a request's time ends a slow one. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Body> {
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		// Destroying the request would take the connection along on which the refusal is to go out.
		for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
			size += chunk.length;
			if (size > limit) return "too-large";
			chunks.push(chunk);
		}
	} catch {
		return "broken";
	}
	try {
		return { json: JSON.parse(Buffer.concat(chunks).toString("utf8")) };
	} catch {
		return "not-json";
	}
}
