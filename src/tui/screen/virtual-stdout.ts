import { PassThrough, Writable } from "node:stream";
import { removeUnsafe } from "./control-characters.ts";

export type VirtualStdoutOptions = {
	readonly columns: number;
	readonly rows: number;
	/** Gets the newest frame, split at its line ends, once per turn of the event loop. */
	readonly onFrame: (rows: string[]) => void;
};

/**
 * A terminal for a renderer that writes whole frames, which Ink does with `debug: true`.
 * What it writes to control the terminal is ignored: the screen belongs to the guard and the frame writer.
 */
export class VirtualStdout extends Writable {
	readonly isTTY = true;
	columns: number;
	rows: number;
	readonly #onFrame: (rows: string[]) => void;
	#frame: string[] | undefined;

	constructor(options: VirtualStdoutOptions) {
		super({ decodeStrings: false });
		this.columns = options.columns;
		this.rows = options.rows;
		this.#onFrame = options.onFrame;
	}

	/** Changes the size, and has the renderer lay its frame out again. */
	resize(columns: number, rows: number): void {
		if (columns === this.columns && rows === this.rows) return;
		this.columns = columns;
		this.rows = rows;
		this.emit("resize");
	}

	override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
		const rows = chunk.toString().split("\n").map(removeUnsafe);
		// What only controls the terminal leaves nothing; so does the empty write that waits for a flush.
		if (rows.length > 1 || rows[0] !== "") this.#take(rows);
		done();
	}

	#take(frame: string[]): void {
		if (this.#frame === undefined) queueMicrotask(() => this.#deliver());
		this.#frame = frame;
	}

	#deliver(): void {
		const frame = this.#frame ?? [];
		this.#frame = undefined;
		this.#onFrame(frame);
	}
}

/** An input that never says anything, with all that a renderer asks of a terminal's input. */
export class SilentStdin extends PassThrough {
	readonly isTTY = true;
	isRaw = false;

	setRawMode(on: boolean): this {
		this.isRaw = on;
		return this;
	}

	ref(): this {
		return this;
	}

	unref(): this {
		return this;
	}
}
