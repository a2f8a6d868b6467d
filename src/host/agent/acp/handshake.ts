import { FailureError } from "../../../model/failure.ts";
import type { LoginWay } from "../backend.ts";
import type { Quirks } from "../catalogue/profile.ts";
import { LoginWanted } from "../login-wanted.ts";
import { errorText, wantsLogin } from "./error-text.ts";
import type { Peer } from "./open-peer.ts";
import { readLogins } from "./read-logins.ts";
import { asNumber, asRecord, asText, type Loose } from "./updates/loose.ts";

/** An MCP server, as an agent is told of it. */
export type McpServerConfig =
	| {
			readonly type: "http";
			readonly name: string;
			readonly url: string;
			readonly headers: readonly { readonly name: string; readonly value: string }[];
	  }
	| {
			readonly type: "stdio";
			readonly name: string;
			readonly command: string;
			readonly args: readonly string[];
			readonly env: readonly { readonly name: string; readonly value: string }[];
	  };

/** What was agreed on with an agent. */
export type Agreement = {
	readonly session: { readonly id: string; readonly resumed: boolean };
	/** It takes words into a running turn. */
	readonly steers: boolean;
};

/** What a handshake needs to know. */
export type Greeting = {
	readonly label: string;
	/** The agent's program and arguments. */
	readonly command: readonly string[];
	readonly cwd: string;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly quirks: Quirks;
	/** Our servers, for the way in which this agent reaches them. */
	readonly mcp: (transport: "http" | "stdio") => readonly McpServerConfig[];
	/** A session to go on with. */
	readonly resume?: string | undefined;
	/** A login method that the person chose. */
	readonly login?: string | undefined;
	/** What the person can do about a missing login. */
	readonly loginHint: string;
	/** The ways to log in; told before one is tried. */
	readonly onLogins: (ways: readonly LoginWay[]) => void;
	/** Called before the agent logs itself in as the person chose, who may have to help with it. */
	readonly onLogin: () => void;
	/** Called before an old session is loaded, whose messages are then told again, and after it. */
	readonly onReplay: (replaying: boolean) => void;
	readonly timeouts: Readonly<Record<"initialize" | "login" | "session", number>>;
};

/** The version of the protocol that we speak. */
const protocolVersion = 1;

/**
 * Agents use files and shells of their own. What we can do for them is to run a login in the person's terminal;
 * the second form is for agents that are older than the first.
 */
const ourCapabilities = { auth: { terminal: true }, _meta: { "terminal-auth": true } };

/**
 * Greets an agent, logs in where a key is all that it needs or a person asked for it, and opens a session.
 * Rejects with a `FailureError`; with a `LoginWanted` where a login would help.
 */
export async function handshake(peer: Peer, greeting: Greeting): Promise<Agreement> {
	const hello = await initialize(peer, greeting);
	const ways = readLogins(hello.authMethods, greeting);
	greeting.onLogins(ways);
	await logIn(peer, greeting);
	const capabilities = asRecord(hello.agentCapabilities);
	const transport = greeting.quirks.mcp ?? (asRecord(capabilities.mcpCapabilities).http === true ? "http" : "stdio");
	const place = { cwd: greeting.cwd, mcpServers: greeting.mcp(transport).map(toWire) };
	const loaded = capabilities.loadSession === true && (await load(peer, greeting, place));
	const session = loaded || { id: await open(peer, greeting, { place, ways }), resumed: false };
	return { session, steers: steers(hello) || steers(capabilities) };
}

async function initialize(peer: Peer, { label, timeouts }: Greeting): Promise<Loose> {
	const asked = {
		protocolVersion,
		clientInfo: { name: "monmux", title: "monmux", version: "1" },
		clientCapabilities: ourCapabilities,
	};
	const hello = asRecord(
		await peer.request("initialize", asked, timeouts.initialize).catch((error: unknown) => {
			throw unusable(`${label} does not answer as an agent: ${errorText(error)}`, error);
		}),
	);
	const version = asNumber(hello.protocolVersion);
	if (version === protocolVersion) return hello;
	throw new FailureError({
		code: "agent-unavailable",
		message: `${label} speaks version ${version ?? "?"} of the agent protocol; monmux speaks ${protocolVersion}`,
		remedy: "Install a version of the agent that speaks it, or a newer monmux.",
	});
}

async function logIn(peer: Peer, greeting: Greeting): Promise<void> {
	const { label, quirks, env, login, loginHint, timeouts, onLogin } = greeting;
	const key = quirks.keyLogin && env[quirks.keyLogin.variable] ? quirks.keyLogin.method : undefined;
	const methodId = login ?? key;
	if (methodId === undefined) return;
	if (login !== undefined) onLogin();
	await peer.request("authenticate", { methodId }, timeouts.login).catch((error: unknown) => {
		throw refused(`${label} refused the login ${methodId}: ${errorText(error)}`, error, loginHint);
	});
}

/** The old session, or undefined when the agent does not know it any more. */
async function load(peer: Peer, greeting: Greeting, place: object): Promise<Agreement["session"] | undefined> {
	const { resume, onReplay, timeouts } = greeting;
	if (resume === undefined) return undefined;
	onReplay(true);
	try {
		await peer.request("session/load", { ...place, sessionId: resume }, timeouts.session);
		return { id: resume, resumed: true };
	} catch {
		return undefined;
	} finally {
		onReplay(false);
	}
}

async function open(
	peer: Peer,
	greeting: Greeting,
	{ place, ways }: { place: object; ways: readonly LoginWay[] },
): Promise<string> {
	const { label, timeouts, loginHint } = greeting;
	const opened = await peer.request("session/new", place, timeouts.session).catch((error: unknown) => {
		if (!wantsLogin(error)) throw unusable(`${label} opened no session: ${errorText(error)}`, error);
		const names = ways.map(({ method: { id, name } }) => `${name} (${id})`).join(", ");
		throw refused(`${label} wants a login${names && `: ${names}`}`, error, loginHint);
	});
	const id = asText(asRecord(opened).sessionId);
	if (id === undefined) throw unusable(`${label} opened a session without a name`);
	return id;
}

function unusable(message: string, cause?: unknown): FailureError {
	const remedy = "The agent's log may say more.";
	return new FailureError({ code: "agent-unavailable", message, remedy }, cause);
}

function refused(message: string, cause: unknown, remedy: string): LoginWanted {
	return new LoginWanted({ code: "agent-unavailable", message, remedy }, cause);
}

function steers(holder: Loose): boolean {
	return asRecord(asRecord(holder._meta).steering).supported === true;
}

/** In the first version of the protocol a server without a type is a program. */
function toWire(server: McpServerConfig): object {
	if (server.type === "http") return server;
	const { name, command, args, env } = server;
	return { name, command, args, env };
}
