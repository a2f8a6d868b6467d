import type { Socket } from "node:net";
import {
	createMessageConnection,
	type MessageConnection,
	ResponseError,
	StreamMessageReader,
	StreamMessageWriter,
} from "vscode-jsonrpc/node";
import type { Failure, Result } from "../model/failure.ts";
import { failed, ok } from "../model/failure.ts";

/** JSON-RPC's range for errors of the application. */
const applicationError = -32000;

/** Speaks JSON-RPC on a socket. The caller registers its handlers and then calls `listen`. */
export function connectionOn(socket: Socket): MessageConnection {
	const connection = createMessageConnection(new StreamMessageReader(socket), new StreamMessageWriter(socket));
	connection.onError(() => socket.destroy());
	socket.on("error", () => connection.dispose());
	return connection;
}

/** Lets a handler answer with a value or refuse with a failure. */
export function answer<T>(result: Result<T>): T | ResponseError<Failure> {
	return result.ok ? result.value : new ResponseError(applicationError, result.failure.message, result.failure);
}

/** Awaits a request's answer, at most `timeoutMs`, as a value. A failure of the other end keeps its fields. */
export async function ask<T>(request: Promise<T>, timeoutMs = 10_000): Promise<Result<T>> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<Result<T>>((resolve) => {
		const failure = failed(
			"host-unreachable",
			`the host did not answer within ${timeoutMs / 1000} s`,
			"monmux doctor tells more.",
		);
		timer = setTimeout(() => resolve(failure), timeoutMs);
	});
	try {
		return await Promise.race([request.then(ok, asFailure), late]);
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
