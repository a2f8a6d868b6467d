import { closeSync, constants, openSync, write, writeSync } from "node:fs";
import { isatty } from "node:tty";

/** The one way to the terminal. Nothing is written before `begin` or after `end`. Nothing here throws. */
export type TerminalOutput = {
	/** Writes at once and opens the way for frames. */
	begin(text: string): void;
	/** Gives up a frame under way, writes at once (for at most 250 ms), and closes the way for frames. */
	end(text: string): void;
	/** Writes a frame without blocking. `done` gets false when it was given up or the terminal is gone. */
	write(chunk: string, done: (written: boolean) => void): void;
	/** Closes what was opened. */
	dispose(): void;
};

type Rest = { bytes: Uint8Array; done: (written: boolean) => void };
type Device = { readonly fd: number; readonly blocking: boolean; readonly own: boolean };

const urgentMs = 250;
const longestWaitMs = 32;

/**
 * Opens the terminal behind a descriptor a second time, as one that never blocks:
 * a terminal that stopped reading then delays nothing, and no other program that shares the descriptor notices.
 * Where that is impossible, writes go through a thread, and a frame under way cannot be taken back.
 */
export function openTerminalOutput(fd: number): TerminalOutput {
	const device = openDevice(fd);
	let open = false;
	let rest: Rest | undefined;
	let timer: NodeJS.Timeout | undefined;

	const settle = (written: boolean) => {
		const { done } = rest ?? {};
		clearTimeout(timer);
		rest = undefined;
		done?.(written);
	};
	const proceed = (waitMs: number) => {
		if (rest === undefined) return;
		const current = rest;
		writeSome(device, current.bytes, (outcome) => {
			if (rest !== current) return;
			if (outcome === "gone") return settle(false);
			current.bytes = current.bytes.subarray(outcome);
			if (current.bytes.length === 0) return settle(true);
			timer = setTimeout(proceed, waitMs, outcome > 0 ? 1 : Math.min(longestWaitMs, waitMs * 2));
		});
	};
	return {
		begin(text) {
			open = true;
			writeUrgently(device.fd, text);
		},
		end(text) {
			open = false;
			settle(false);
			writeUrgently(device.fd, text);
		},
		write(chunk, done) {
			if (!open || rest !== undefined) return done(false);
			rest = { bytes: Buffer.from(chunk), done };
			proceed(1);
		},
		dispose() {
			settle(false);
			if (device.own) closeSync(device.fd);
		},
	};
}

function openDevice(fd: number): Device {
	if (!isatty(fd)) return { fd, blocking: true, own: false };
	for (const path of [`/proc/self/fd/${fd}`, "/dev/tty"]) {
		try {
			const flags = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY;
			return { fd: openSync(path, flags), blocking: false, own: true };
		} catch {
			// The next path, or the descriptor as it is.
		}
	}
	return { fd, blocking: true, own: false };
}

type Outcome = number | "gone";

/** Writes what the terminal takes now. Reports the bytes it took, or that it is gone. */
function writeSome(device: Device, bytes: Uint8Array, report: (outcome: Outcome) => void): void {
	if (!device.blocking) report(tryWrite(device.fd, bytes));
	else write(device.fd, bytes, (error, count) => report(error === null ? count : outcomeOf(error)));
}

function tryWrite(fd: number, bytes: Uint8Array): Outcome {
	try {
		return writeSync(fd, bytes);
	} catch (error) {
		return outcomeOf(error);
	}
}

function outcomeOf(error: unknown): Outcome {
	const code = error instanceof Error && "code" in error ? error.code : undefined;
	return code === "EAGAIN" || code === "EINTR" ? 0 : "gone";
}

/** Writes now, waiting a little for a slow terminal, since the program may end right after. */
function writeUrgently(fd: number, text: string): void {
	const pause = new Int32Array(new SharedArrayBuffer(4));
	let bytes: Uint8Array = Buffer.from(text);
	for (let waited = 0; bytes.length > 0 && waited < urgentMs; ) {
		const outcome = tryWrite(fd, bytes);
		if (outcome === "gone") return;
		bytes = bytes.subarray(outcome);
		if (outcome > 0) continue;
		Atomics.wait(pause, 0, 0, 5);
		waited += 5;
	}
}
