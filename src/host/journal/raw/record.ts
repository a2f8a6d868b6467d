import type { Line } from "../../../model/line.ts";

/**
 * A log file is a row of records: one byte that says what it is, four bytes of length (little-endian), the payload.
 * Lengths instead of separators, so that any bytes survive.
 */
export const headerBytes = 5;

/** Where a run begins and where it ends, between its output. */
export type RunMark = "begin" | "end";

/** What a record holds: output of a stream, the note (a decimal number) that so many bytes are missing here, or a mark. */
export type RecordKind = Line["stream"] | "gap" | RunMark;

/** One record; the payload is a view into what was read. */
export type LogRecord = { readonly kind: RecordKind; readonly payload: Buffer };

const marks: Record<RecordKind, number> = { stdout: 1, stderr: 2, gap: 3, begin: 4, end: 5 };
const kinds = new Map(Object.entries(marks).map(([kind, mark]) => [mark, kind as RecordKind]));

/** Writes a header at `offset` of `block`. */
export function writeHeader(block: Buffer, offset: number, record: { kind: RecordKind; length: number }): void {
	block.writeUInt8(marks[record.kind], offset);
	block.writeUInt32LE(record.length, offset + 1);
}

/** The record that says that `bytes` of output are missing. */
export function gapRecord(bytes: number): Buffer {
	const payload = Buffer.from(String(bytes));
	const record = Buffer.alloc(headerBytes + payload.length);
	writeHeader(record, 0, { kind: "gap", length: payload.length });
	payload.copy(record, headerBytes);
	return record;
}

/** The whole records at the beginning of `bytes`. A torn or foreign rest is left out. */
export function* readRecords(bytes: Buffer): Generator<LogRecord> {
	for (let offset = 0; ; ) {
		const record = recordAt(bytes, offset);
		if (!record) return;
		yield record;
		offset += headerBytes + record.payload.length;
	}
}

/** How many bytes at the beginning of `bytes` are whole records. */
export function wholeBytes(bytes: Buffer): number {
	let whole = 0;
	for (const record of readRecords(bytes)) whole += headerBytes + record.payload.length;
	return whole;
}

function recordAt(bytes: Buffer, offset: number): LogRecord | undefined {
	const start = offset + headerBytes;
	if (start > bytes.length) return undefined;
	const kind = kinds.get(bytes.readUInt8(offset));
	const end = start + bytes.readUInt32LE(offset + 1);
	return kind && end <= bytes.length ? { kind, payload: bytes.subarray(start, end) } : undefined;
}
