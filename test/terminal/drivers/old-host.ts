import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import type { SessionPaths } from "../../../src/host/session-paths.ts";
import { failed } from "../../../src/model/failure.ts";
import { answer, connectionOn } from "../../../src/wire/connection.ts";
import { requests } from "../../../src/wire/protocol.ts";

/** Listens as a host of an older version would, and refuses everybody. Gives what ends it. */
export async function serveOldVersion({ runtime, socket: path, token }: SessionPaths): Promise<() => Promise<void>> {
	mkdirSync(runtime, { recursive: true, mode: 0o700 });
	writeFileSync(token, "token");
	const open = new Set<Socket>();
	const server = createServer((socket) => {
		open.add(socket);
		const connection = connectionOn(socket);
		connection.onRequest(requests.hello.method, (hello: { version: string }) =>
			answer(
				failed(
					"version-mismatch",
					`this session's host is monmux 0.0.1, and this is monmux ${hello.version}`,
					"Use that version, or end the session there (monmux stop) and start again.",
				),
			),
		);
		connection.listen();
	});
	await new Promise<void>((resolve) => server.listen(path, resolve));
	return () =>
		new Promise((resolve) => {
			for (const socket of open) socket.destroy();
			server.close(() => resolve());
		});
}
