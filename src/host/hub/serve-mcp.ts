import type { Socket } from "node:net";
import { createMcpHandler, McpServer, ProtocolError, ProtocolErrorCode } from "@modelcontextprotocol/server";
import { StdioServerTransport, serveStdio } from "@modelcontextprotocol/server/stdio";
import type { HubLimits } from "./limits.ts";
import type { CallResult, ToolCalls } from "./tool-calls.ts";
import type { ToolWatch } from "./tool-watch.ts";
import { catalogue, instructions } from "./tools/catalogue.ts";

/** What the protocol is served with. */
export type McpOptions = {
	readonly version: string;
	readonly calls: ToolCalls;
	readonly watch: ToolWatch;
	readonly limits: HubLimits;
	/** Told what clients did wrong, in a line. */
	onError(text: string): void;
};

/** The protocol on both doors, in its form of 2025 (a handshake first) and its stateless one. */
export type McpServing = {
	/** Answers one HTTP message of an agent; nothing is kept between two. */
	fetch(request: Request, message: { agent: string; body: unknown }): Promise<Response>;
	/** Serves an agent on a socket until one of them closes it. */
	attach(socket: Socket, agent: string): void;
	close(): Promise<void>;
};

/** The only file that loads the SDK, which takes a tenth of a second: it is imported when a hub starts. */
export function serveMcp(options: McpOptions): McpServing {
	const { limits } = options;
	const onerror = (error: Error): void => options.onError(error.message);
	const shared = { onerror, maxSubscriptions: limits.subscriptions };
	const handler = createMcpHandler(({ authInfo }) => serverFor(authInfo?.clientId ?? "", options), {
		...shared,
		maxRequestBodySize: limits.messageBytes,
	});
	return {
		fetch: (request, { agent, body }) =>
			handler.fetch(request, { authInfo: { token: "", clientId: agent, scopes: [] }, parsedBody: body }),
		attach: (socket, agent) => {
			const transport = new StdioServerTransport(socket, socket, { maxBufferSize: limits.messageBytes });
			serveStdio(() => serverFor(agent, options), { ...shared, transport });
			closeTogether(transport, socket);
			boundUnread(socket, limits);
		},
		close: () => handler.close(),
	};
}

/** The tools as they are; the SDK's own registry would build its schemas anew for every message. */
function serverFor(agent: string, { version, calls, watch }: McpOptions): McpServer {
	const identity = { name: "monmux", title: "monmux monitors", version };
	// The tools never change: a client that wants to be told is answered that it will not be, and holds no stream open.
	const mcp = new McpServer(identity, { capabilities: { tools: { listChanged: false } }, instructions });
	mcp.server.setRequestHandler("tools/list", () => {
		watch.saw(agent);
		return { tools: catalogue.map((tool) => ({ ...tool.listing })) };
	});
	mcp.server.setRequestHandler("tools/call", async ({ params }): Promise<CallResult> => {
		const result = await calls.call(agent, { name: params.name, args: params.arguments ?? {} });
		if (!result) throw new ProtocolError(ProtocolErrorCode.InvalidParams, "there is no such tool");
		return result;
	});
	return mcp;
}

/** The transport ends without closing its stream, for instance after a message over the bound. */
function closeTogether(transport: StdioServerTransport, socket: Socket): void {
	const { onclose } = transport;
	transport.onclose = () => {
		onclose?.();
		socket.destroy();
	};
}

/** An agent that asks and does not read would fill the memory. */
function boundUnread(socket: Socket, { calls, unreadBytes }: HubLimits): void {
	// Every answer that waits for room listens on the socket.
	socket.setMaxListeners(2 * calls);
	socket.on("data", () => {
		if (socket.writableLength > unreadBytes) socket.destroy();
	});
}
