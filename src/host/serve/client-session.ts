import type { MessageConnection } from "vscode-jsonrpc/node";
import type { Entry } from "../../model/entry.ts";
import { notify } from "../../wire/connection.ts";
import type { Pulse, Rows, View } from "../../wire/protocol.ts";
import { notifications } from "../../wire/protocol.ts";

/** Milliseconds between two batches of entries to a client: as often as it gets rows, since it draws both together. */
const batchMs = 33;
/** Milliseconds that what scripts said waits for the next rows: one message, one waking and one frame instead of two. */
const patienceMs = 100;
/** Facts of that kind. Nobody asked for them, and their lines are on the screen already. */
const patient: ReadonlySet<Entry["type"]> = new Set<Entry["type"]>([
	"event-recorded",
	"event-grown",
	"suppression-ended",
]);
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
	#due = Number.POSITIVE_INFINITY;
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

	/** Queues entries for the next batch. The first of a quiet time goes out at once, if it is not one that can wait. */
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
		const waits = this.kind === "person" && entries.every((entry) => patient.has(entry.type));
		this.#schedule(waits ? patienceMs : 0);
	}

	/** Whether the last rows were taken by the client's socket. */
	get readyForRows(): boolean {
		return !this.#rowsInFlight;
	}

	/** Sends rows, and the entries that wait; resolves `readyForRows` and calls `onTaken` when the socket took them. */
	sendRows(panes: Rows[], onTaken: () => void): void {
		this.#rowsInFlight = true;
		const done = (): void => {
			this.#rowsInFlight = false;
			onTaken();
		};
		const entries = this.#sending ? [] : this.#takeEntries();
		void notify(this.#connection, notifications.rows, { entries, panes }).then(done);
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

	#schedule(patience: number): void {
		if (this.#scheduled) return;
		const now = performance.now();
		const due = Math.max(this.#lastAt + batchMs, now + patience);
		if (due > now) this.#wakeAt(due, now);
		else this.#soon();
	}

	/** Keeps the earlier one of two moments. */
	#wakeAt(due: number, now: number): void {
		if (due >= this.#due) return;
		clearTimeout(this.#timer);
		this.#due = due;
		this.#timer = setTimeout(() => {
			this.#due = Number.POSITIVE_INFINITY;
			this.#flush();
		}, due - now);
	}

	#soon(): void {
		this.#scheduled = true;
		queueMicrotask(() => {
			this.#scheduled = false;
			this.#flush();
		});
	}

	#flush(): void {
		const entries = this.#sending ? [] : this.#takeEntries();
		if (entries.length === 0) return;
		this.#sending = true;
		const done = (): void => {
			this.#sending = false;
			this.#behind = 0;
			if (this.#entries.length > 0) this.#schedule(0);
		};
		void notify(this.#connection, notifications.entries, { entries }).then((taken) => taken && done());
	}

	#takeEntries(): Entry[] {
		clearTimeout(this.#timer);
		this.#due = Number.POSITIVE_INFINITY;
		const entries = this.#entries;
		this.#entries = [];
		if (entries.length > 0) this.#lastAt = performance.now();
		return entries;
	}
}
