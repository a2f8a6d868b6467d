import { join } from "node:path";
import type { Result } from "../../model/failure.ts";
import { ok } from "../../model/failure.ts";
import { Admission } from "./admission.ts";
import { openHttpDoor } from "./http-door.ts";
import type { HubTools } from "./hub-tools.ts";
import { type HubLimits, hubLimits } from "./limits.ts";
import { openSocketDoor } from "./socket-door.ts";
import { ToolCalls } from "./tool-calls.ts";
import { ToolWatch } from "./tool-watch.ts";

/** What a hub is made of. */
export type HubOptions = {
	readonly tools: HubTools;
	/** The session's runtime directory, mode 0700; the socket `hub` is made in it. */
	readonly runtime: string;
	/** Absolute path of the bridge's program, for the Node that runs now. */
	readonly bridgeProgram: string;
	/** Of monmux, as agents are told. */
	readonly version: string;
	readonly limits?: Partial<HubLimits>;
	/** Told in a line what an agent's client did wrong; for a log. */
	onError?(text: string): void;
};

/** The agents' tools, served until `close`. */
export type Hub = {
	/** Streamable HTTP; the token goes into `Authorization: Bearer`. */
	readonly url: string;
	/** A new token for an agent, for either door. The one that it had is revoked. */
	issue(agent: string): string;
	/** The agent's token is worth nothing any more, and its connections are cut. */
	revoke(agent: string): void;
	/** For agents that start MCP servers as commands. */
	readonly bridge: Bridge;
	/** True once this agent's client has asked for the tools; false after `ms` milliseconds. */
	waitForTools(agent: string, ms: number): Promise<boolean>;
	/** Ends everything. Harmless when repeated. */
	close(): Promise<void>;
};

/** How the bridge is started. The token goes through the environment: a command line is everybody's to read. */
export type Bridge = {
	readonly socket: string;
	readonly command: string;
	readonly args: readonly string[];
	env(token: string): Record<string, string>;
};

/** Serves the tools to agents, on loopback HTTP and on a unix socket. Fails when one of them cannot be opened. */
export async function startHub(options: HubOptions): Promise<Result<Hub>> {
	const limits = { ...hubLimits, ...options.limits };
	const [admission, watch] = [new Admission(), new ToolWatch()];
	const { serveMcp } = await import("./serve-mcp.ts");
	const mcp = serveMcp({
		version: options.version,
		calls: new ToolCalls(options.tools, limits),
		watch,
		limits,
		onError: (text) => options.onError?.(text.slice(0, 500)),
	});
	const http = await openHttpDoor({ admission, limits, serve: mcp.fetch });
	if (!http.ok) return http;
	const bridge = bridgeTo(join(options.runtime, "hub"), options.bridgeProgram);
	const socket = await openSocketDoor({ path: bridge.socket, admission, limits, attach: mcp.attach });
	if (!socket.ok) {
		await http.value.close();
		return socket;
	}
	const close = async (): Promise<void> => {
		watch.close();
		admission.revokeAll();
		await Promise.all([mcp.close(), http.value.close(), socket.value.close()]);
	};
	let closing: Promise<void> | undefined;
	return ok({
		url: http.value.url,
		bridge,
		issue: (agent) => {
			watch.forget(agent);
			return admission.issue(agent);
		},
		revoke: (agent) => {
			watch.forget(agent);
			admission.revoke(agent);
		},
		waitForTools: (agent, ms) => watch.wait(agent, ms),
		close: () => {
			closing ??= close();
			return closing;
		},
	});
}

function bridgeTo(socket: string, program: string): Bridge {
	return {
		socket,
		command: process.execPath,
		args: [program],
		env: (token) => ({ MONMUX_HUB_SOCKET: socket, MONMUX_HUB_TOKEN: token }),
	};
}
