import type { MessageConnection } from "vscode-jsonrpc/node";
import { countOf } from "../../base/format-count.ts";
import { notify } from "../../wire/connection.ts";
import { type LogLine, notifications } from "../../wire/protocol.ts";

/** Lines and characters that may wait for a client; it has about as much again on its way. */
const mostLines = 50_000;
const mostCharacters = 8 * 1024 * 1024;

/**
 * Sends the new lines of one log to one client, one message at a time.
 * A client that reads slowly (a pager that shows its first page) must not fill this process with what a script prints:
 * lines beyond the bounds are left out, and a line in their place counts them.
 */
export class LogFeed {
	readonly #connection: MessageConnection;
	readonly #monitor: string;
	#waiting: LogLine[] = [];
	#characters = 0;
	#leftOut = 0;
	/** A message is on its way, or the answer with the earlier lines is. */
	#busy = true;

	constructor(connection: MessageConnection, monitor: string) {
		this.#connection = connection;
		this.#monitor = monitor;
	}

	/** Takes new lines, oldest first. They wait until `release`. */
	push(lines: readonly LogLine[]): void {
		for (const line of lines) this.#take(line);
		this.#send();
	}

	/** The earlier lines have gone out: what waits may follow. */
	release(): void {
		this.#busy = false;
		this.#send();
	}

	#take({ stream, text }: LogLine): void {
		if (this.#leftOut > 0 || this.#waiting.length >= mostLines || this.#characters + text.length > mostCharacters) {
			this.#leftOut += 1;
			return;
		}
		this.#waiting.push({ stream, text });
		this.#characters += text.length;
	}

	#send(): void {
		if (this.#busy || this.#waiting.length + this.#leftOut === 0) return;
		const lines = this.#leftOut === 0 ? this.#waiting : [...this.#waiting, gap(this.#leftOut)];
		this.#waiting = [];
		this.#characters = 0;
		this.#leftOut = 0;
		this.#busy = true;
		const taken = notify(this.#connection, notifications.log, { monitor: this.#monitor, lines });
		// A connection that is gone takes nothing more: then there is nothing to release.
		void taken.then((is) => is && this.release());
	}
}

function gap(lines: number): LogLine {
	return { stream: "stderr", text: `monmux: ${countOf(lines, "line")} left out here, they were not read in time` };
}
