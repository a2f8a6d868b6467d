import { writeSync } from "node:fs";

/** A terminal as far as it is written to. */
export type InputPort = {
	readonly fd: number;
	/** False once the descriptor may belong to something else. */
	isOpen(): boolean;
};

/** Bytes that may wait for a script that does not read. */
const mostWaiting = 1024 * 1024;
/** Answers of the terminal are no longer given while so many bytes wait: a script that asks and does not listen. */
const mostBeforeAnswer = 4096;
/** Milliseconds between two tries; they double up to the second while the script takes nothing. */
const firstPause = 5;
const longestPause = 500;

/**
 * What goes into a script's terminal.
 * The stream of the terminal would wait in its write until the script reads, and this process with it; so the bytes are
 * written here, as far as the terminal takes them at once, and the rest is tried again later.
 */
export class InputQueue {
	readonly #port: InputPort;
	#waiting: Uint8Array[] = [];
	#bytes = 0;
	#pause = firstPause;
	#timer: NodeJS.Timeout | undefined;

	constructor(port: InputPort) {
		this.#port = port;
	}

	/** What a person types. False when too much waits already: then nothing of it is kept. */
	type(data: Uint8Array): boolean {
		if (this.#bytes + data.length > mostWaiting) return false;
		this.#waiting.push(data);
		this.#bytes += data.length;
		if (this.#timer === undefined) this.#write();
		return true;
	}

	/** What the terminal answers to a question of the script. */
	answer(data: Uint8Array): void {
		if (this.#bytes <= mostBeforeAnswer) this.type(data);
	}

	/** Forgets what waits. */
	close(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#waiting = [];
		this.#bytes = 0;
	}

	#write(): void {
		this.#timer = undefined;
		for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
			const written = this.#port.isOpen() ? tryWrite(this.#port.fd, first) : undefined;
			if (written === undefined) this.close();
			else if (this.#took(first, written) > 0) break;
		}
	}

	/** So much of the oldest piece was taken; gives what is left of it, for which another try is set. */
	#took(first: Uint8Array, written: number): number {
		this.#bytes -= written;
		const left = first.length - written;
		if (left === 0) this.#waiting.shift();
		else this.#waiting[0] = first.subarray(written);
		this.#pause = written > 0 ? firstPause : Math.min(longestPause, 2 * this.#pause);
		if (left > 0) this.#timer = setTimeout(() => this.#write(), this.#pause);
		return left;
	}
}

/** Bytes that were taken; undefined when the terminal is gone. */
function tryWrite(fd: number, data: Uint8Array): number | undefined {
	try {
		return writeSync(fd, data);
	} catch (error) {
		return error instanceof Error && "code" in error && error.code === "EAGAIN" ? 0 : undefined;
	}
}
