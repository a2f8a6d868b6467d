import type { Readable, Writable } from "node:stream";
import type { AnyMessage, Stream } from "@agentclientprotocol/sdk";

/** The two ends of an agent's pipes, and who hears what is no answer and no question. */
export type MessagePipes = {
	readonly input: Readable;
	readonly output: Writable;
	/** Called in the order of arrival, before anything that came later is answered. */
	readonly onNotification: (method: string, params: unknown) => void;
	/** A line that is no message, or an answer that nobody waits for. */
	readonly onJunk: (line: string) => void;
};

/** Bytes of one message; a longer one is passed over. */
const messageByteLimit = 64 * 1024 * 1024;

/**
 * Newline-delimited JSON as a stream of messages.
 * Notifications are taken out on the way: handled in order, they cannot be overtaken by the answer that ends a turn.
 * Anything else that an agent prints by mistake is told as junk and gets no answer, which some agents would choke on.
 */
export function messageStream(pipes: MessagePipes): Stream {
	const asked = new Set<unknown>();
	const readable = new ReadableStream<AnyMessage>({
		start(controller) {
			const lines = splitLines((line) => {
				const message = parseMessage(line);
				if (message === undefined) pipes.onJunk(line);
				else if (isNotification(message)) pipes.onNotification(String(message.method), message.params);
				else if ("method" in message || asked.delete(message.id)) controller.enqueue(message as AnyMessage);
				else pipes.onJunk(line);
			});
			const end = (): void => {
				pipes.input.off("data", lines);
				pipes.input.resume();
				tryTo(() => controller.close());
			};
			pipes.input.on("data", lines);
			for (const event of ["end", "close", "error"]) pipes.input.once(event, end);
			if (pipes.input.destroyed || pipes.input.readableEnded) end();
		},
	});
	const writable = new WritableStream<AnyMessage>({
		write(message) {
			if ("method" in message && "id" in message) asked.add(message.id);
			return writeLine(pipes.output, JSON.stringify(message));
		},
	});
	return { readable, writable };
}

/** A request to cancel a request is the one notification that the protocol library answers itself. */
function isNotification(message: Record<string, unknown>): boolean {
	return "method" in message && !("id" in message) && message.method !== "$/cancel_request";
}

function parseMessage(line: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(line);
		if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
		return "method" in value || "id" in value ? { ...value } : undefined;
	} catch {
		return undefined;
	}
}

/** Collects chunks into lines; blank lines are nothing. */
function splitLines(onLine: (line: string) => void): (chunk: Buffer) => void {
	let held: Buffer[] = [];
	let bytes = 0;
	const hold = (part: Buffer): void => {
		bytes += part.length;
		if (bytes <= messageByteLimit) held.push(part);
		else held = [];
	};
	const release = (): void => {
		const line = bytes > messageByteLimit ? `(a message of ${bytes} bytes)` : Buffer.concat(held).toString("utf8");
		held = [];
		bytes = 0;
		if (line.trim() !== "") onLine(line);
	};
	return (chunk) => {
		let from = 0;
		for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
			hold(chunk.subarray(from, at));
			release();
			from = at + 1;
		}
		if (from < chunk.length) hold(chunk.subarray(from));
	};
}

function writeLine(output: Writable, line: string): Promise<void> {
	return new Promise((resolve, reject) => {
		output.write(`${line}\n`, (error) => (error ? reject(error) : resolve()));
	});
}

/** A stream that the reader cancelled already cannot be closed again. */
function tryTo(act: () => void): void {
	try {
		act();
	} catch {
		// It is closed, which is what was wanted.
	}
}
