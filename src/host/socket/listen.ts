import type { Writable } from "node:stream";
import { type RawData, WebSocket } from "ws";
import { lookupAllowed, refusal } from "./address-rule.ts";
import { answeredWith, closedWith, type Ending, failedBy, failing } from "./ending.ts";

/** Where to listen, and where to what comes goes. */
export type ListenOptions = {
	readonly url: string;
	readonly protocols: readonly string[];
	/** Milliseconds within which the connection has to stand. */
	readonly connectMs: number;
	/** Gets the text frames, each as lines of its own, and a line for each binary one. While it is full, nothing is read. */
	readonly out: Writable;
	/** The connection stands, with this sub-protocol or with none. */
	onOpen(protocol: string): void;
};

/** Listens to a WebSocket until it ends, and gives how it did. Sends nothing. Never rejects. */
export async function listen(options: ListenOptions): Promise<Ending> {
	try {
		const host = new URL(options.url).hostname.replace(/^\[|\]$/g, "");
		const reason = refusal(host, host);
		if (reason !== undefined) return failing(reason);
		return await follow(new WebSocket(options.url, [...options.protocols], rules), options);
	} catch (error) {
		return failedBy(error);
	}
}

const rules = {
	/** Bytes of a message. A longer one is refused by its head, before it is in memory. */
	maxPayload: 1024 * 1024,
	/** So that a size is what it says. */
	perMessageDeflate: false,
	lookup: lookupAllowed,
	/** A server that is gone without a word is noticed, since nothing is ever sent. The delay is in milliseconds. */
	keepAlive: true,
	keepAliveInitialDelay: 60_000,
	/** Milliseconds that a server may take to hang up after the last word. */
	closeTimeout: 1000,
};

function follow(socket: WebSocket, { connectMs, out, onOpen }: ListenOptions): Promise<Ending> {
	return new Promise((resolve) => {
		let failure: Ending | undefined;
		const giveUp = (ending: Ending): void => {
			failure ??= ending;
			socket.terminate();
		};
		const late = setTimeout(() => giveUp(failing(`no connection within ${connectMs / 1000} s`)), connectMs);
		socket.on("open", () => {
			clearTimeout(late);
			onOpen(socket.protocol);
		});
		socket.on("message", (data, isBinary) => hand(told(data, isBinary), { out, socket }));
		socket.on("unexpected-response", (_request, response) => {
			giveUp(answeredWith(response.statusCode ?? 0, response.statusMessage ?? ""));
		});
		socket.on("error", (error) => {
			failure ??= failedBy(error);
		});
		socket.on("close", (code, reason) => {
			clearTimeout(late);
			resolve(failure ?? closedWith(code, reason.toString()));
		});
	});
}

/** A frame as lines. Frames come as one buffer each, since nothing else was asked for. */
function told(data: RawData, isBinary: boolean): string {
	const bytes = data as Buffer;
	if (isBinary) return `[binary frame, ${bytes.length} bytes]\n`;
	const text = bytes.toString();
	return text.endsWith("\n") ? text : `${text}\n`;
}

/** A reader that is slow makes the server wait. */
function hand(text: string, { out, socket }: { out: Writable; socket: WebSocket }): void {
	if (out.write(text) || socket.isPaused) return;
	socket.pause();
	out.once("drain", () => socket.resume());
}
