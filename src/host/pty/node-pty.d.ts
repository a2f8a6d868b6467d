/**
 * What monmux uses of node-pty.
 * The prebuilt package declares itself under its own name, so its typings are not found under this one.
 */
declare module "node-pty" {
	import type { ReadStream } from "node:tty";

	export type PtySize = { cols: number; rows: number };

	export type IPty = {
		readonly pid: number;
		/** Descriptor of the master; it does not block. */
		readonly fd: number;
		/** What reads the master and owns its descriptor. Not of the public interface, which does not tell when that is closed. */
		readonly _socket: ReadStream;
		onData(listener: (chunk: Buffer) => void): { dispose(): void };
		/** After the last byte was read. */
		onExit(listener: (end: { exitCode: number; signal?: number }) => void): { dispose(): void };
		/** Waits until the program reads, and this process with it: see `InputQueue`. */
		write(data: string | Uint8Array): void;
		resize(cols: number, rows: number): void;
		pause(): void;
		resume(): void;
		kill(signal?: string): void;
	};

	/** A pty pair without a process. */
	export type PtyPair = {
		readonly master: ReadStream;
		readonly slave: ReadStream;
		/** Path of the slave. */
		readonly ptsName: string;
		resize(cols: number, rows: number): void;
	};

	/** With `encoding: null` chunks are bytes. */
	export function spawn(
		file: string,
		args: string[],
		options: PtySize & { name: string; cwd: string; env: Record<string, string>; encoding: null },
	): IPty;
	export function open(options: PtySize & { encoding: null }): PtyPair;
}
