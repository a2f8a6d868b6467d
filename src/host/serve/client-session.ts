import type { MessageConnection } from "vscode-jsonrpc/node";
import type { Entry } from "../../model/entry.ts";
import { notify } from "../../wire/connection.ts";
import type { Pulse, Rows, View } from "../../wire/protocol.ts";
import { notifications } from "../../wire/protocol.ts";

/** Milliseconds between two batches of entries to a client: as often as it gets rows, since it draws both together. */
const batchMs = 33;
/** A client that has not read this many entries is cut off: it can attach again and gets the state anew. */
const maxQueuedEntries = 50_000;
/** The same as characters of JSON, counted while the client has not taken what was sent before. */
const maxQueuedCharacters = 32 * 1024 * 1024;
/** The last words are given this many milliseconds. */
const byeMs = 500;

/**
 * One greeted client, seen from the host.
 * Entries are batched; rows are sent one message at a time, so that a slow client skips frames instead of piling them up.
 */
export class ClientSession {
	view: View = { panes: [] };
	readonly kind: "person" | "script";
	readonly watch: boolean;
	readonly #connection: MessageConnection;
	readonly #cut: () => void;
	#entries: Entry[] = [];
	/** Characters of the entries that came while the last batch was not taken. */
	#behind = 0;
	#timer: NodeJS.Timeout | undefined;
	#lastAt = Number.NEGATIVE_INFINITY;
	#scheduled = false;
	#sending = false;
	#rowsInFlight = false;
	#pulseInFlight = false;

	/** `cut` ends the connection at once, whatever is still to be read. */
	constructor(connection: MessageConnection, options: { kind: "person" | "script"; watch: boolean; cut: () => void }) {
		this.#connection = connection;
		this.#cut = options.cut;
		this.kind = options.kind;
		this.watch = options.watch;
	}

	/** Queues entries for the next batch. The first of a quiet time goes out at once. */
	tell(entries: readonly Entry[]): void {
		for (const entry of entries) {
			this.#entries.push(entry);
			if (this.#sending) this.#behind += JSON.stringify(entry).length;
		}
		if (this.#entries.length > maxQueuedEntries || this.#behind > maxQueuedCharacters) {
			this.#entries = [];
			this.#behind = 0;
			this.#cut();
		}
		this.#schedule();
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

	/** False when the last one was not taken yet: then this one is not sent. */
	sendPulse(pulse: Pulse): boolean {
		if (this.#pulseInFlight) return false;
		this.#pulseInFlight = true;
		void notify(this.#connection, notifications.pulse, pulse).then(() => {
			this.#pulseInFlight = false;
		});
		return true;
	}

	/** Says that the host ends, and closes; a client that does not read is not waited for. */
	async bye(reason: string): Promise<void> {
		this.#flush();
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<boolean>((resolve) => {
			timer = setTimeout(() => resolve(false), byeMs);
		});
		const taken = await Promise.race([notify(this.#connection, notifications.bye, { reason }), late]);
		clearTimeout(timer);
		if (taken) this.#connection.end();
	}

	dispose(): void {
		clearTimeout(this.#timer);
		this.#entries = [];
		this.#connection.dispose();
	}

	#schedule(): void {
		if (this.#timer || this.#scheduled) return;
		const wait = this.#lastAt + batchMs - performance.now();
		if (wait > 0) {
			this.#timer = setTimeout(() => this.#wake(), wait);
			return;
		}
		this.#scheduled = true;
		queueMicrotask(() => {
			this.#scheduled = false;
			this.#flush();
		});
	}

	#flush(): void {
		if (this.#sending || this.#entries.length === 0) return;
		const entries = this.#entries;
		this.#entries = [];
		this.#sending = true;
		this.#lastAt = performance.now();
		const done = (): void => {
			this.#sending = false;
			this.#behind = 0;
			if (this.#entries.length > 0) this.#schedule();
		};
		void notify(this.#connection, notifications.entries, { entries }).then((taken) => taken && done());
	}

	#wake(): void {
		this.#timer = undefined;
		this.#flush();
	}
}
