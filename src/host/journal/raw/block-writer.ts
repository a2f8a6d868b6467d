import type { Line } from "../../../model/line.ts";
import { headerBytes, type RunMark, writeHeader } from "./record.ts";

/** Records that go to disk in one write, and how many bytes of output they hold. */
export type Block = { readonly bytes: Buffer; readonly payload: number };

/** Copies chunks into blocks. Chunks of one stream that follow each other share a record. */
export class BlockWriter {
	readonly #size: number;
	readonly #sealed: (block: Block) => void;
	#block: Buffer | undefined;
	#used = 0;
	#payload = 0;
	#record: { kind: Line["stream"]; start: number } | undefined;

	/** `sealed` gets each block once it is full or `seal` is called. */
	constructor(size: number, sealed: (block: Block) => void) {
		this.#size = size;
		this.#sealed = sealed;
	}

	get isEmpty(): boolean {
		return this.#used === 0;
	}

	add(stream: Line["stream"], chunk: Uint8Array): void {
		for (let offset = 0; offset < chunk.length; ) offset += this.#take(stream, chunk.subarray(offset));
	}

	/** Notes where a run begins or ends. */
	mark(kind: RunMark): void {
		if (this.#used + headerBytes > this.#size) this.seal();
		this.#block ??= Buffer.allocUnsafe(this.#size);
		writeHeader(this.#block, this.#used, { kind, length: 0 });
		this.#used += headerBytes;
		this.#record = undefined;
	}

	/** Gives up what was collected, if anything. */
	seal(): void {
		if (!this.#block || this.#used === 0) return;
		const bytes = this.#block.subarray(0, this.#used);
		// A quiet script fills little of a block: a copy of that is cheaper than a new block each time.
		const small = this.#used * 2 < this.#size;
		const block = { bytes: small ? Buffer.from(bytes) : bytes, payload: this.#payload };
		if (!small) this.#block = undefined;
		this.#used = 0;
		this.#payload = 0;
		this.#record = undefined;
		this.#sealed(block);
	}

	/** Copies the beginning of the chunk; returns how much of it. */
	#take(stream: Line["stream"], chunk: Uint8Array): number {
		const block = this.#begin(stream);
		const count = Math.min(chunk.length, this.#size - this.#used);
		block.set(count === chunk.length ? chunk : chunk.subarray(0, count), this.#used);
		this.#used += count;
		this.#payload += count;
		const start = this.#record?.start ?? 0;
		writeHeader(block, start, { kind: stream, length: this.#used - start - headerBytes });
		if (this.#used === this.#size) this.seal();
		return count;
	}

	/** Makes sure that there is a record of this stream with room for at least one byte. */
	#begin(stream: Line["stream"]): Buffer {
		if (this.#record?.kind !== stream) {
			if (this.#used + headerBytes >= this.#size) this.seal();
			this.#record = { kind: stream, start: this.#used };
			this.#used += headerBytes;
		}
		this.#block ??= Buffer.allocUnsafe(this.#size);
		return this.#block;
	}
}
