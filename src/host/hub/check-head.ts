import type { IncomingHttpHeaders } from "node:http";

/** A request before its body is read. */
export type Head = {
	readonly method: string;
	readonly url: string;
	readonly headers: IncomingHttpHeaders;
};

/** What a head is checked against. */
export type HeadRules = {
	readonly port: number;
	readonly messageBytes: number;
	/** Whose token it is. */
	agentOf(token: string): string | undefined;
};

/** A request that is answered without its body being read. */
export type Refusal = {
	readonly status: number;
	/** For the client's log; empty where any word would help a stranger. */
	readonly text: string;
	readonly headers?: Readonly<Record<string, string>>;
};

/** The only path that is served. */
export const hubPath = "/mcp";

/**
 * Lets a request in, as an agent, or refuses it.
 * A page in a browser names its origin, and a name that was bent to this machine is another host: both are refused
 * before the token is looked at.
 */
export function checkHead(head: Head, rules: HeadRules): { agent: string } | { refusal: Refusal } {
	const stranger = checkSender(head, rules.port);
	if (stranger) return { refusal: stranger };
	const agent = rules.agentOf(bearerToken(head.headers.authorization));
	if (agent === undefined) return refuse(401, "", { "www-authenticate": "Bearer" });
	if (head.method !== "POST") return refuse(405, "only POST is served", { allow: "POST" });
	if (Number(head.headers["content-length"] ?? 0) > rules.messageBytes)
		return refuse(413, tooLarge(rules.messageBytes));
	return { agent };
}

/** Why a body over the bound is refused. */
export function tooLarge(messageBytes: number): string {
	return `a message may have ${messageBytes} bytes`;
}

function checkSender({ url, headers }: Head, port: number): Refusal | undefined {
	if (headers.host !== `127.0.0.1:${port}` && headers.host !== `localhost:${port}`) {
		return { status: 403, text: "this host is not served" };
	}
	if (headers.origin !== undefined) return { status: 403, text: "browsers are not served" };
	if (url !== hubPath) return { status: 404, text: "not found" };
	return undefined;
}

function bearerToken(authorization: string | undefined): string {
	return /^Bearer +([\w-]+) *$/i.exec(authorization ?? "")?.[1] ?? "";
}

function refuse(status: number, text: string, headers?: Record<string, string>): { refusal: Refusal } {
	return { refusal: headers ? { status, text, headers } : { status, text } };
}
