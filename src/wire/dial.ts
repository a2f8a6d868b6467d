import { readFile } from "node:fs/promises";
import { createConnection, type Socket } from "node:net";
import type { MessageConnection } from "vscode-jsonrpc/node";
import type { Result } from "../model/failure.ts";
import { failed, ok } from "../model/failure.ts";
import { connectionOn, request } from "./connection.ts";
import { type Hello, protocolVersion, requests, type Welcome } from "./protocol.ts";

/** Where a host listens and where its token lies. */
export type Address = { readonly socket: string; readonly token: string };

/** An open connection, greeted. */
export type Link = { readonly connection: MessageConnection; readonly welcome: Welcome; close(): void };

/** What a client prepares before the host may speak to it. */
export type DialOptions = Pick<Hello, "version" | "kind" | "watch"> & {
	/** Registers the handlers; called before the connection listens, so that no notification is missed. */
	prepare(connection: MessageConnection): void;
	onClose?(): void;
};

/** What arrived before the end is handled in this time; only then is the link over. */
const lastWordsMs = 20;

/** Connects to a host and greets it. Fails with `no-session` when nobody listens there. */
export async function dial(address: Address, options: DialOptions): Promise<Result<Link>> {
	const socket = await open(address.socket);
	if (!socket.ok) return socket;
	const token = await readFile(address.token, "utf8").catch(() => "");
	const connection = connectionOn(socket.value);
	options.prepare(connection);
	connection.onClose(() => {
		setTimeout(() => {
			// Disposing rejects the requests that still wait for an answer; else they would wait for ever.
			connection.dispose();
			options.onClose?.();
		}, lastWordsMs);
	});
	connection.listen();
	const hello = {
		protocol: protocolVersion,
		version: options.version,
		token,
		kind: options.kind,
		watch: options.watch,
	};
	const welcome = await request(connection, requests.hello, hello);
	const close = (): void => {
		connection.dispose();
		socket.value.destroy();
	};
	if (!welcome.ok) {
		close();
		return welcome;
	}
	return ok({ connection, welcome: welcome.value, close });
}

function open(path: string): Promise<Result<Socket>> {
	return new Promise((resolve) => {
		const socket = createConnection(path);
		socket.once("connect", () => resolve(ok(socket)));
		socket.once("error", (error) => {
			socket.destroy();
			resolve(failed("no-session", `no session runs here${unlessUsual(error)}`, "Start one with: monmux"));
		});
	});
}

/** That there is no socket, or nobody at it, is what the words say already. */
function unlessUsual(error: Error): string {
	const code = "code" in error ? String(error.code) : error.message;
	return ["ENOENT", "ECONNREFUSED"].includes(code) ? "" : ` (${code})`;
}
