import type { Socket } from "node:net";
import { AbstractMessageWriter, type Message, type MessageWriter } from "vscode-jsonrpc/node";

/**
 * Writes each message with its header as one piece.
 * Two pieces would be two system calls here, and at the other end two wakings.
 */
export class SocketMessageWriter extends AbstractMessageWriter implements MessageWriter {
	readonly #socket: Socket;

	constructor(socket: Socket) {
		super();
		this.#socket = socket;
		socket.on("error", (error) => this.fireError(error));
		socket.on("close", () => this.fireClose());
	}

	/** Resolves when the socket took the message; rejects when it is gone. */
	write(message: Message): Promise<void> {
		const body = JSON.stringify(message);
		const text = `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
		return new Promise((resolve, reject) => {
			this.#socket.write(text, (error) => (error ? reject(error) : resolve()));
		});
	}

	end(): void {
		this.#socket.end();
	}
}
