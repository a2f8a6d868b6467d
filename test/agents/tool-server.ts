import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { toNodeHandler } from "@modelcontextprotocol/node";
import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import type { McpServerConfig } from "../../src/host/agent/acp/handshake.ts";
import { serverName } from "../../src/host/agent/catalogue/our-tool.ts";

/** One call of a tool. */
export type ToolUse = { readonly tool: string; readonly args: unknown };

/** The monitors' tools without monitors: it says the same each time and writes down who called what. */
export type ToolServer = {
	readonly config: McpServerConfig;
	readonly uses: readonly ToolUse[];
	/** How often an agent asked what tools there are. */
	readonly listings: () => number;
	close(): Promise<void>;
};

const object = { type: "object", properties: { id: { type: "string" } } } as const;
const tools = [
	{ name: "monitor_list", readOnlyHint: true, properties: {} },
	{ name: "monitor_read", readOnlyHint: true, properties: object.properties },
	{ name: "monitor_stop", readOnlyHint: false, properties: object.properties },
].map(({ name, readOnlyHint, properties }) => ({
	name,
	description: `${name} of the background monitors`,
	inputSchema: { type: "object" as const, properties },
	annotations: { readOnlyHint, destructiveHint: !readOnlyHint },
	_meta: { "anthropic/alwaysLoad": true },
}));

/** Starts the tools on the loopback address, behind a token. */
export async function startToolServer(): Promise<ToolServer> {
	const uses: ToolUse[] = [];
	let listings = 0;
	const handler = createMcpHandler(() => {
		const mcp = new McpServer({ name: serverName, version: "1" }, { capabilities: { tools: {} } });
		mcp.server.setRequestHandler("tools/list", () => {
			listings += 1;
			return { tools: tools.map((tool) => ({ ...tool })) };
		});
		mcp.server.setRequestHandler("tools/call", ({ params }) => {
			uses.push({ tool: params.name, args: params.arguments });
			return { content: [{ type: "text", text: `three lines of ${params.name}` }] };
		});
		return mcp;
	});
	const token = randomBytes(16).toString("hex");
	const serve = toNodeHandler(handler);
	const server = createServer((req, res) => {
		if (req.headers.authorization === `Bearer ${token}`) void serve(req as Parameters<typeof serve>[0], res);
		else res.writeHead(401).end();
	});
	await new Promise<void>((resolve) => {
		server.listen(0, "127.0.0.1", resolve);
	});
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
	return {
		config: { type: "http", name: serverName, url, headers: [{ name: "Authorization", value: `Bearer ${token}` }] },
		uses,
		listings: () => listings,
		close: async () => {
			server.closeAllConnections();
			await handler.close();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
