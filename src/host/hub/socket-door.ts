import { chmodSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import type { Result } from "../../model/failure.ts";
import { failed, ok } from "../../model/failure.ts";
import type { Admission } from "./admission.ts";
import type { HubLimits } from "./limits.ts";

/** What stands behind the door. */
export type SocketDoorOptions = {
	readonly path: string;
	readonly admission: Admission;
	readonly limits: HubLimits;
	/** Serves an agent on a socket whose token line is read already. Destroys the socket when it is done. */
	attach(socket: Socket, agent: string): void;
};

/** The hub on a unix socket, open. */
export type SocketDoor = { close(): Promise<void> };

/** A unix socket's path ends at 104 bytes on the stricter systems, the closing zero included. */
const pathBytes = 103;
/** A token and its newline are shorter. */
const tokenBytes = 128;

/** Listens on a socket that only its user can open. A file that lies there is stale: one host has the directory. */
export async function openSocketDoor(options: SocketDoorOptions): Promise<Result<SocketDoor>> {
	const { path, limits } = options;
	if (Buffer.byteLength(path) > pathBytes) return refused(path, `the path is over ${pathBytes} bytes`);
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.once("close", () => sockets.delete(socket));
		greet(socket, options);
	});
	server.maxConnections = limits.bridges;
	const listening = await listen(server, path);
	if (!listening.ok) return listening;
	return ok({
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				for (const socket of sockets) socket.destroy();
			}),
	});
}

function listen(server: Server, path: string): Promise<Result<void>> {
	return new Promise((resolve) => {
		const refuse = (error: unknown): void =>
			resolve(refused(path, error instanceof Error ? error.message : String(error)));
		server.once("error", refuse);
		try {
			rmSync(path, { force: true });
			server.listen(path, () => {
				chmodSync(path, 0o600);
				resolve(ok(undefined));
			});
		} catch (error) {
			refuse(error);
		}
	});
}

function refused(path: string, reason: string): ReturnType<typeof failed> {
	return failed(
		"runtime-directory",
		`cannot listen on ${path}: ${reason}`,
		"Set XDG_RUNTIME_DIR to a short directory.",
	);
}

/** Reads the token's line; a wrong, long or late one closes the connection without a word. */
function greet(socket: Socket, { admission, limits, attach }: SocketDoorOptions): void {
	const late = setTimeout(() => socket.destroy(), limits.greetMs);
	socket.once("close", () => clearTimeout(late));
	socket.on("error", () => socket.destroy());
	let head = Buffer.alloc(0);
	const read = (chunk: Buffer): void => {
		head = Buffer.concat([head, chunk]);
		const end = head.indexOf("\n");
		if (end < 0 && head.length <= tokenBytes) return;
		socket.off("data", read);
		clearTimeout(late);
		const agent = end < 0 || end > tokenBytes ? undefined : admission.agentOf(head.toString("latin1", 0, end));
		if (agent === undefined) return void socket.destroy();
		const release = admission.hold(agent, () => socket.destroy());
		socket.once("close", release);
		socket.pause();
		if (end + 1 < head.length) socket.unshift(head.subarray(end + 1));
		attach(socket, agent);
		socket.resume();
	};
	socket.on("data", read);
}
