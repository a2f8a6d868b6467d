import type { MessageConnection } from "vscode-jsonrpc/node";
import type { Entry } from "../../model/entry.ts";
import { notify } from "../../wire/connection.ts";
import type { Pulse, Rows, View } from "../../wire/protocol.ts";
import { notifications } from "../../wire/protocol.ts";

/** Output goes to a client at most this often. */
const batchMs = 16;
/** A client that has not read this many entries is cut off: it can attach again and gets the state anew. */
const maxQueuedEntries = 50_000;

/**
 * One greeted client, seen from the host.
 * Entries are batched; rows are sent one message at a time, so that a slow client skips frames instead of piling them up.
 */
export class ClientSession {
	view: View = { panes: [] };
	readonly kind: "person" | "script";
	readonly watch: boolean;
	readonly #connection: MessageConnection;
	#entries: Entry[] = [];
	#timer: NodeJS.Timeout | undefined;
	#sending = false;
	#rowsInFlight = false;

	constructor(connection: MessageConnection, options: { kind: "person" | "script"; watch: boolean }) {
		this.#connection = connection;
		this.kind = options.kind;
		this.watch = options.watch;
	}

	/** Queues entries for the next batch. The first of a quiet time goes out at once. */
	tell(entries: readonly Entry[]): void {
		this.#entries.push(...entries);
		if (this.#entries.length > maxQueuedEntries) this.dispose();
		if (this.#timer) return;
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			this.#flush();
		}, batchMs);
		queueMicrotask(() => this.#flush());
	}

	/** Whether the last rows were taken by the client's socket. */
	get readyForRows(): boolean {
		return !this.#rowsInFlight;
	}

	/** Sends rows; resolves `readyForRows` and calls `onTaken` when the socket took them. */
	sendRows(panes: Rows[], onTaken: () => void): void {
		this.#rowsInFlight = true;
		const done = (): void => {
			this.#rowsInFlight = false;
			onTaken();
		};
		void notify(this.#connection, notifications.rows, { panes }).then(done);
	}

	sendPulse(pulse: Pulse): void {
		void notify(this.#connection, notifications.pulse, pulse);
	}

	/** Says that the host ends, and closes. */
	async bye(reason: string): Promise<void> {
		this.#flush();
		if (await notify(this.#connection, notifications.bye, { reason })) this.#connection.end();
	}

	dispose(): void {
		clearTimeout(this.#timer);
		this.#entries = [];
		this.#connection.dispose();
	}

	#flush(): void {
		if (this.#sending || this.#entries.length === 0) return;
		const entries = this.#entries;
		this.#entries = [];
		this.#sending = true;
		const done = (): void => {
			this.#sending = false;
			if (this.#entries.length > 0) this.#timer ??= setTimeout(() => this.#wake(), batchMs);
		};
		void notify(this.#connection, notifications.entries, { entries }).then((taken) => taken && done());
	}

	#wake(): void {
		this.#timer = undefined;
		this.#flush();
	}
}
