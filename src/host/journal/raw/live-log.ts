import { setTimeout as sleep } from "node:timers/promises";
import type { Stop } from "../../../base/disposable.ts";
import { nextBeat } from "../../../base/next-beat.ts";
import type { Failure } from "../../../model/failure.ts";
import type { Line } from "../../../model/line.ts";
import { storeFailure, troubleOf } from "../store/store-failure.ts";
import { createTellOnce, type TellOnce } from "../tell-once.ts";
import { type Block, BlockWriter } from "./block-writer.ts";
import { Followers } from "./followers.ts";
import { closeReadings, type Found, readTail, searchLines } from "./read-log.ts";
import { gapRecord, type RunMark } from "./record.ts";
import type { Reading, Segments } from "./segments.ts";

/** Milliseconds that output waits in memory at most before it goes to disk; all logs share the beat. */
const sealDelay = 1000;
/** The same while somebody follows the log. */
const followedDelay = 200;
const largestBlock = 64 * 1024;
/** Bytes that may wait for the disk. */
const waitingLimit = 1024 * 1024;
/** Milliseconds after a loss in which the next one is the same trouble, and not told again. */
const calm = 10_000;
const readLimit = 5000;
const closeLimit = 2000;
/** What a waiting block costs beside its bytes. */
const blockCost = 512;

type LiveLogOptions = { readonly onFailure?: (failure: Failure) => void };

/** A log that is being written: blocks in memory, one queue of work for the disk. */
export class LiveLog {
	readonly #path: string;
	readonly #segments: Segments;
	readonly #writer: BlockWriter;
	readonly #followers = new Followers();
	readonly #gate: TellOnce;
	/** The end of the work for the disk. Each piece waits for the one before it; none rejects. */
	#turn: Promise<unknown> = Promise.resolve();
	#waiting = 0;
	#timer: NodeJS.Timeout | undefined;
	#dropped = 0;
	#droppedAt = Number.NEGATIVE_INFINITY;
	/** Bytes dropped behind all that waits. */
	#refused = 0;
	/** Bytes dropped ahead of all that waits. */
	#failed = 0;
	#closed = false;

	constructor(files: { path: string; share: number; segments: Segments }, options: LiveLogOptions) {
		this.#path = files.path;
		this.#segments = files.segments;
		this.#gate = createTellOnce(options.onFailure);
		this.#writer = new BlockWriter(Math.min(largestBlock, Math.floor(files.share / 4)), (block) => this.#keep(block));
	}

	get dropped(): number {
		return this.#dropped;
	}

	write(stream: Line["stream"], chunk: Uint8Array): void {
		if (this.#closed) return;
		this.#writer.add(stream, chunk);
		if (this.#timer !== undefined || this.#writer.isEmpty) return;
		this.#timer = setTimeout(
			() => this.#seal(),
			nextBeat(this.#followers.any ? followedDelay : sealDelay, performance.now()),
		);
	}

	mark(kind: RunMark): void {
		if (this.#closed) return;
		this.#writer.mark(kind);
		this.#seal();
	}

	async tail(count: number, of: "log" | "run" = "log"): Promise<Line[]> {
		return (await this.#read((readings) => readTail(readings, count, of))) ?? [];
	}

	async search(accepts: (text: string) => boolean, limit: number): Promise<Found> {
		const found = await this.#read((readings) => searchLines(readings, { accepts, limit }));
		return found ?? { lines: [], total: 0 };
	}

	follow(listener: (lines: readonly Line[]) => void): Stop {
		this.#seal();
		return this.#followers.add(listener);
	}

	async flush(): Promise<void> {
		this.#seal();
		await within(readLimit, this.#turn);
	}

	async close(): Promise<void> {
		if (this.#closed) return;
		this.#seal();
		this.#closed = true;
		this.#noteMissing();
		await within(
			closeLimit,
			this.#inTurn(() => this.#segments.close()),
		);
	}

	#seal(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#writer.seal();
	}

	#keep({ bytes, payload }: Block): void {
		this.#followers.tell(bytes);
		const cost = bytes.length + blockCost;
		if (this.#waiting + cost > waitingLimit) {
			this.#refused += payload;
			this.#drop(payload);
			this.#gate.tell("slow", {
				code: "journal",
				message: `The disk is slower than the output: parts of it are missing in ${this.#path}.`,
			});
			return;
		}
		const gap = this.#refused;
		this.#refused = 0;
		this.#waiting += cost;
		void this.#inTurn(() => this.#store(bytes, { payload, gap })).then(() => {
			this.#waiting -= cost;
		});
	}

	async #store(bytes: Buffer, { payload, gap }: { payload: number; gap: number }): Promise<void> {
		const missing = this.#failed + gap;
		try {
			await this.#segments.append(missing > 0 ? Buffer.concat([gapRecord(missing), bytes]) : bytes);
			this.#failed = 0;
			if (performance.now() - this.#droppedAt > calm) this.#gate.worked();
		} catch (error) {
			this.#failed = missing + payload;
			this.#drop(payload);
			throw error;
		}
	}

	/** A reader must see that output is missing, also when none comes after it. */
	#noteMissing(): void {
		const gap = this.#refused;
		this.#refused = 0;
		void this.#inTurn(async () => {
			if (this.#failed + gap > 0) await this.#store(Buffer.alloc(0), { payload: 0, gap });
		});
	}

	async #read<T>(work: (readings: readonly Reading[]) => Promise<T>): Promise<T | undefined> {
		this.#seal();
		this.#noteMissing();
		// Only the opening waits for its turn: what is open stays as it is, whatever is written meanwhile.
		const opening = this.#inTurn(() => this.#segments.read());
		const readings = await within(readLimit, opening);
		if (!readings) {
			void opening.then((late) => late && closeReadings(late));
			return undefined;
		}
		try {
			return await work(readings);
		} catch (error) {
			this.#tell(error);
			return undefined;
		} finally {
			await closeReadings(readings);
		}
	}

	#inTurn<T>(work: () => Promise<T>): Promise<T | undefined> {
		const done = this.#turn.then(work).catch((error) => this.#tell(error));
		this.#turn = done;
		return done;
	}

	#drop(bytes: number): void {
		this.#dropped += bytes;
		this.#droppedAt = performance.now();
	}

	#tell(error: unknown): undefined {
		this.#gate.tell(troubleOf(error), storeFailure(this.#path, error));
	}
}

/** The promise's value, or undefined when it takes longer: a disk may hang, the host may not. */
async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | undefined> {
	const late = new AbortController();
	const timeout = sleep(milliseconds, undefined, { signal: late.signal }).catch(() => undefined);
	const value = await Promise.race([promise, timeout]);
	late.abort();
	return value;
}
