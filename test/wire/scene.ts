import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { MessageConnection } from "vscode-jsonrpc/node";
import { connectionOn } from "../../src/wire/connection.ts";
import type { Address } from "../../src/wire/dial.ts";

/** A listener on a real socket; `greet` gets each connection before it listens. */
export async function listener(greet: (connection: MessageConnection, socket: Socket) => void): Promise<Address> {
	const directory = mkdtempSync(join(tmpdir(), "monmux-w-"));
	const address = { socket: join(directory, "sock"), token: join(directory, "token") };
	writeFileSync(address.token, "secret");
	const sockets = new Set<Socket>();
	const server: Server = createServer((socket) => {
		sockets.add(socket);
		const connection = connectionOn(socket);
		greet(connection, socket);
		connection.listen();
	});
	await new Promise<void>((resolve) => server.listen(address.socket, resolve));
	onTestFinished(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
		rmSync(directory, { recursive: true, force: true });
	});
	return address;
}
