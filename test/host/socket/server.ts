import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { type ServerOptions, type WebSocket, WebSocketServer } from "ws";

/** A WebSocket server on loopback, gone after the test. Gives its URL. */
export async function serveSocket(
	onConnection: (socket: WebSocket, request: IncomingMessage) => void,
	options: ServerOptions = {},
): Promise<string> {
	const server = new WebSocketServer({ host: "127.0.0.1", port: 0, ...options });
	server.on("connection", (socket, request) => {
		socket.on("error", () => undefined);
		onConnection(socket, request);
	});
	await once(server, "listening");
	onTestFinished(() => {
		for (const socket of server.clients) socket.terminate();
		server.close();
	});
	return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
