import {
	close,
	constants,
	ftruncate,
	ftruncateSync,
	open,
	openSync,
	readFileSync,
	rename,
	rmSync,
	statSync,
	write,
} from "node:fs";
import { type FileHandle, open as openHandle } from "node:fs/promises";
import { promisify } from "node:util";
import { wholeBytes } from "./record.ts";

const openFile = promisify(open);
const closeFile = promisify(close);
const renameFile = promisify(rename);
const truncateFile = promisify(ftruncate);
const writeFile = promisify(write);

/** Part of a log as it was at one moment: a file that is open for reading, and how much of it counts. */
export type Reading = { readonly file: FileHandle; readonly size: number };

/**
 * The two files of a log: `path`, which grows, and `path.1`, the one before it.
 * Neither gets larger than its share. One call at a time: the caller waits for each before the next.
 */
export class Segments {
	readonly #path: string;
	readonly #share: number;
	#fd: number | undefined;
	#size: number;

	/** Opens or creates the files; throws what the file system throws. `share` is the bound of one file in bytes. */
	constructor(path: string, share: number) {
		this.#path = path;
		this.#share = share;
		for (const file of [path, previous(path)]) removeOversize(file, share);
		// Not in append mode: after a failed write the next one has to overwrite its torn rest.
		this.#fd = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
		this.#size = wholeBytes(readFileSync(path));
		ftruncateSync(this.#fd, this.#size);
	}

	/** Writes whole records, at most a share of them. Throws when the disk does not take them; then nothing was added. */
	async append(bytes: Buffer): Promise<void> {
		const full = this.#size + bytes.length > this.#share;
		const fd = this.#fd === undefined || full ? await this.#rotate() : this.#fd;
		try {
			await writeAll(fd, bytes, this.#size);
		} catch (error) {
			// Without its torn rest the file is whole again; when even that fails, the next write covers it.
			await truncateFile(fd, this.#size).catch(() => undefined);
			throw error;
		}
		this.#size += bytes.length;
	}

	/** The files for reading, oldest first. What is written or rotated afterwards does not change what is read. */
	async read(): Promise<Reading[]> {
		const readings: Reading[] = [];
		for (const path of [previous(this.#path), this.#path]) {
			const file = await openHandle(path, "r").catch(ifMissing);
			if (!file) continue;
			const { size } = await file.stat();
			readings.push({ file, size: path === this.#path ? Math.min(size, this.#size) : size });
		}
		return readings;
	}

	async close(): Promise<void> {
		const fd = this.#fd;
		this.#fd = undefined;
		if (fd !== undefined) await closeFile(fd);
	}

	async #rotate(): Promise<number> {
		await this.close();
		await renameFile(this.#path, previous(this.#path)).catch(ifMissing);
		const fd = await openFile(this.#path, "w", 0o600);
		this.#fd = fd;
		this.#size = 0;
		return fd;
	}
}

async function writeAll(fd: number, bytes: Buffer, position: number): Promise<void> {
	for (let done = 0; done < bytes.length; ) {
		const { bytesWritten } = await writeFile(fd, bytes, done, bytes.length - done, position + done);
		done += bytesWritten;
	}
}

function previous(path: string): string {
	return `${path}.1`;
}

/** A file from a time with a larger bound would break the present one. */
function removeOversize(path: string, share: number): void {
	if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > share) rmSync(path);
}

function ifMissing(error: unknown): undefined {
	if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
	throw error;
}
