import { setImmediate } from "node:timers/promises";
import type { Line } from "../../../model/line.ts";
import { LineReader } from "./line-reader.ts";
import { Newest } from "./newest.ts";
import { headerBytes, type LogRecord, readRecords } from "./record.ts";
import type { Reading } from "./segments.ts";
import { Sieve } from "./sieve.ts";

/** The lines that a search found, and how many there were in all. `gaveUp`: the predicate took too long, and newer lines were not looked at. */
export type Found = { readonly lines: readonly Line[]; readonly total: number; readonly gaveUp?: true };

/** Bytes that are worked through before other work gets its turn: a millisecond or two. */
const pace = 128 * 1024;

/** The last `count` lines, of the newest run alone when asked. Reads no more of the log than it needs. */
export async function readTail(
	readings: readonly Reading[],
	count: number,
	of: "log" | "run" = "log",
): Promise<Line[]> {
	let records: LogRecord[] = [];
	let newlines = 0;
	// One more for each stream: its oldest line may have begun before the first record that is looked at.
	for (const reading of readings.toReversed()) {
		if (newlines > count + 2) break;
		const part = lastRecords(await load(reading), { wanted: count + 2 - newlines, of });
		records = [...part.records, ...records];
		if (part.begun) break;
		newlines += part.newlines;
	}
	const reader = new LineReader();
	const newest = new Newest<Line>(count);
	for await (const record of paced(records)) newest.add(reader.push(record));
	newest.add(reader.end());
	return newest.items;
}

/** The newest `limit` lines that are accepted. */
export async function searchLines(
	readings: readonly Reading[],
	{ accepts, limit }: { accepts: (text: string) => boolean; limit: number },
): Promise<Found> {
	const reader = new LineReader();
	const sieve = new Sieve(accepts);
	const newest = new Newest<Line>(limit);
	let total = 0;
	const sift = async (candidates: readonly Line[]): Promise<void> => {
		const accepted = await sieve.accepted(candidates);
		total += accepted.length;
		newest.add(accepted);
	};
	for (const reading of readings) {
		for await (const record of paced(readRecords(await load(reading)))) {
			await sift(reader.push(record));
			if (sieve.gaveUp) return { lines: newest.items, total, gaveUp: true };
		}
	}
	await sift(reader.end());
	return { lines: newest.items, total };
}

/** Closes what a reading opened. */
export async function closeReadings(readings: readonly Reading[]): Promise<void> {
	await Promise.all(readings.map((reading) => reading.file.close()));
}

/** Lets other work run in between, however long the log is. */
async function* paced(records: Iterable<LogRecord>): AsyncGenerator<LogRecord> {
	let bytes = 0;
	for (const record of records) {
		yield record;
		bytes += record.payload.length + headerBytes;
		if (bytes < pace) continue;
		bytes = 0;
		await setImmediate();
	}
}

async function load({ file, size }: Reading): Promise<Buffer> {
	const bytes = Buffer.alloc(size);
	let done = 0;
	while (done < size) {
		const { bytesRead } = await file.read(bytes, done, size - done, done);
		if (bytesRead === 0) break;
		done += bytesRead;
	}
	return bytes.subarray(0, done);
}

type Tail = { readonly records: LogRecord[]; readonly newlines: number; readonly begun: boolean };

/** The last records that together hold more than `wanted` newlines, or all; `begun` when the run that was asked for begins there. */
function lastRecords(bytes: Buffer, { wanted, of }: { wanted: number; of: "log" | "run" }): Tail {
	const all = [...readRecords(bytes)];
	let newlines = 0;
	let start = all.length;
	while (start > 0 && newlines <= wanted) {
		start -= 1;
		const record = all[start];
		if (of === "run" && record?.kind === "begin") return { records: all.slice(start), newlines, begun: true };
		if (record) newlines += record.kind === "gap" ? 1 : countNewlines(record.payload);
	}
	return { records: all.slice(start), newlines, begun: false };
}

function countNewlines(bytes: Buffer): number {
	let count = 0;
	for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count += 1;
	return count;
}
