import { closeSync, openSync, renameSync, writeSync } from "node:fs";
import { cleanLine } from "../updates/clean-text.ts";

/** Bytes of one of the two files that a log is kept in. */
const fileByteLimit = 512 * 1024;

/**
 * What an agent prints beside the protocol, kept for the person who looks for a fault.
 * The newest bytes are in `path`, the ones before them in `path.1`. A disk that is full costs the log, not the agent.
 */
export class RingLog {
	readonly #path: string | undefined;
	#file: number | undefined;
	#bytes = 0;
	#last = "";
	/** Hears the lines with anything in them, cleaned; of a long chunk the last ones. */
	onLines: ((lines: readonly string[]) => void) | undefined;

	constructor(path: string | undefined) {
		this.#path = path;
		this.#turnOver();
	}

	/** The last line with anything in it, for a message; empty when there was none. */
	get last(): string {
		return this.#last;
	}

	write(chunk: Buffer): void {
		const lines = chunk.subarray(-lastByteLimit).toString("utf8").split("\n").map(cleanLine);
		const said = lines.filter((line) => line !== "");
		this.#last = said.at(-1) ?? this.#last;
		this.onLines?.(said);
		if (this.#bytes > 0 && this.#bytes + chunk.length > fileByteLimit) this.#turnOver();
		this.#append(chunk.subarray(0, fileByteLimit));
	}

	close(): void {
		const file = this.#file;
		this.#file = undefined;
		if (file !== undefined) attempt(() => closeSync(file));
	}

	#append(chunk: Buffer): void {
		const file = this.#file;
		if (file === undefined) return;
		attempt(() => {
			this.#bytes += writeSync(file, chunk);
		});
	}

	#turnOver(): void {
		const path = this.#path;
		this.close();
		if (path !== undefined) attempt(() => renameSync(path, `${path}.1`));
		this.#open();
	}

	#open(): void {
		const path = this.#path;
		this.#bytes = 0;
		if (path === undefined) return;
		attempt(() => {
			this.#file = openSync(path, "w", 0o600);
		});
	}
}

/** Bytes at the end of a chunk in which lines are looked for. */
const lastByteLimit = 4096;

function attempt(act: () => void): void {
	try {
		act();
	} catch {
		// The log is a convenience; what it cannot keep is lost.
	}
}
