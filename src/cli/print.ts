import { writeSync } from "node:fs";
import type { Failure } from "../model/failure.ts";
import { describeFailure } from "../model/failure.ts";
import { exitCodeOf } from "./exit-codes.ts";
import { printable } from "./plain/printable.ts";

/** One line of data on stdout. A reader that went away ends the program quietly, as in any pipe. */
export function print(line: string): void {
	write(1, `${line}\n`);
}

/** One message for a person on stderr. */
export function complain(text: string): void {
	write(2, `${printable(text)}\n`);
}

/** Says what went wrong and gives the exit code for it. */
export function fail(failure: Failure): number {
	complain(`monmux: ${describeFailure(failure)}`);
	return exitCodeOf(failure);
}

/** A reader that went away has what it wanted; anything else means that data is lost, and a script must know. */
function leave(descriptor: number, code: unknown): never {
	if (code === "EPIPE") process.exit(0);
	if (descriptor !== 2) complain(`monmux: the output cannot be written (${String(code)})`);
	process.exit(1);
}

function write(descriptor: number, text: string): void {
	let bytes = Buffer.from(text);
	while (bytes.length > 0) {
		try {
			bytes = bytes.subarray(writeSync(descriptor, bytes));
		} catch (error) {
			const code = error instanceof Error && "code" in error ? error.code : undefined;
			if (code !== "EAGAIN") leave(descriptor, code);
			// A pipe that is full: its reader is slow, and a plain tool waits for it.
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
		}
	}
}
