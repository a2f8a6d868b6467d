import type { Socket } from "node:net";
import {
	createMessageConnection,
	type MessageConnection,
	type NotificationType,
	type RequestType,
	ResponseError,
	StreamMessageReader,
} from "vscode-jsonrpc/node";
import type { Failure, Result } from "../model/failure.ts";
import { failed, ok } from "../model/failure.ts";
import { SocketMessageWriter } from "./message-writer.ts";

/** JSON-RPC's range for errors of the application. */
const applicationError = -32000;

/** Speaks JSON-RPC on a socket. The caller registers its handlers and then calls `listen`. */
export function connectionOn(socket: Socket): MessageConnection {
	const reader = new StreamMessageReader(socket);
	// Its timer for a message that has only come in part would outlive the connection, and keep the program from ending.
	reader.partialMessageTimeout = 0;
	const connection = createMessageConnection(reader, new SocketMessageWriter(socket));
	connection.onError(() => socket.destroy());
	// A close follows every error; disposing here already would keep it from `onClose`.
	socket.on("error", () => undefined);
	return connection;
}

/** Tells the other end something. Resolves when its socket took it: false when it is gone. Never throws. */
export async function notify<P>(connection: MessageConnection, type: NotificationType<P>, params: P): Promise<boolean> {
	try {
		await connection.sendNotification(type.method, params);
		return true;
	} catch {
		return false;
	}
}

/** Asks the other end something, and waits for the answer within a bound. Never throws. */
export function request<P, R>(
	connection: MessageConnection,
	type: RequestType<P, R, Failure>,
	params: P,
): Promise<Result<R>> {
	return ask(async () => connection.sendRequest<R>(type.method, params));
}

/** Lets a handler answer with a value or refuse with a failure. */
export function answer<T>(result: Result<T>): T | ResponseError<Failure> {
	return result.ok ? result.value : new ResponseError(applicationError, result.failure.message, result.failure);
}

/** An answer that takes longer than this is given up. */
const answerMs = 10_000;

/** A failure of the other end keeps its fields. A connection that is closed already throws at once, hence the function. */
async function ask<T>(send: () => Promise<T>): Promise<Result<T>> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<Result<T>>((resolve) => {
		const failure = failed(
			"host-unreachable",
			`the host did not answer within ${answerMs / 1000} s`,
			"monmux doctor tells more.",
		);
		timer = setTimeout(() => resolve(failure), answerMs);
	});
	try {
		return await Promise.race([send().then(ok, asFailure), late]);
	} finally {
		clearTimeout(timer);
	}
}

function asFailure(error: unknown): { ok: false; failure: Failure } {
	if (error instanceof ResponseError && isFailure(error.data)) return { ok: false, failure: error.data };
	const message = error instanceof Error ? error.message : String(error);
	return failed("host-unreachable", `the connection to the host broke: ${message}`, "Start again with: monmux");
}

function isFailure(data: unknown): data is Failure {
	return typeof data === "object" && data !== null && "code" in data && "message" in data;
}
