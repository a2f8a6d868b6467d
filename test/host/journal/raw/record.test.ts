import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Block, BlockWriter } from "../../../../src/host/journal/raw/block-writer.ts";
import { gapRecord, type RecordKind, readRecords, wholeBytes } from "../../../../src/host/journal/raw/record.ts";

const chunks = fc.array(
	fc.record({
		stream: fc.constantFrom("stdout" as const, "stderr" as const),
		bytes: fc.uint8Array({ maxLength: 300 }),
	}),
	{ maxLength: 30 },
);

/** Writes chunks through blocks of `size`; every `sealEvery` chunks the block is sealed early. */
function written(
	input: { stream: "stdout" | "stderr"; bytes: Uint8Array }[],
	size: number,
	sealEvery: number,
): Block[] {
	const blocks: Block[] = [];
	const writer = new BlockWriter(size, (block) => blocks.push(block));
	input.forEach(({ stream, bytes }, index) => {
		writer.add(stream, bytes);
		if (index % sealEvery === sealEvery - 1) writer.seal();
	});
	writer.seal();
	expect(writer.isEmpty).toBe(true);
	return blocks;
}

/** Runs of bytes by stream, without regard to where a chunk or a record ends. */
function runs(records: Iterable<{ kind: RecordKind; payload: Uint8Array }>): string[] {
	const found: { kind: RecordKind; hex: string }[] = [];
	for (const { kind, payload } of records) {
		const hex = Buffer.from(payload).toString("hex");
		const last = found.at(-1);
		if (hex === "") continue;
		if (last?.kind === kind) last.hex += hex;
		else found.push({ kind, hex });
	}
	return found.map(({ kind, hex }) => `${kind} ${hex}`);
}

describe("records", () => {
	test("give back every byte of every stream in order, whatever the sizes of blocks and chunks", () => {
		fc.assert(
			fc.property(
				chunks,
				fc.integer({ min: 8, max: 200 }),
				fc.integer({ min: 1, max: 5 }),
				(input, size, sealEvery) => {
					const blocks = written(input, size, sealEvery);
					for (const block of blocks) {
						expect(block.bytes.length).toBeLessThanOrEqual(size);
						expect(wholeBytes(block.bytes)).toBe(block.bytes.length);
					}
					const records = [...readRecords(Buffer.concat(blocks.map((block) => block.bytes)))];
					expect(runs(records)).toEqual(runs(input.map(({ stream, bytes }) => ({ kind: stream, payload: bytes }))));
					const total = input.reduce((sum, { bytes }) => sum + bytes.length, 0);
					expect(blocks.reduce((sum, block) => sum + block.payload, 0)).toBe(total);
				},
			),
		);
	});

	test("are read up to where they are torn, for every place to tear", () => {
		const [block] = written(
			[
				{ stream: "stdout", bytes: Buffer.from("abc") },
				{ stream: "stderr", bytes: Buffer.from("de") },
			],
			64,
			9,
		);
		const bytes = block?.bytes ?? Buffer.alloc(0);
		expect(bytes.length).toBe(15);
		for (let length = 0; length <= bytes.length; length += 1) {
			expect(wholeBytes(bytes.subarray(0, length))).toBe(length < 8 ? 0 : length < 15 ? 8 : 15);
		}
	});

	test("say how much is missing", () => {
		expect([...readRecords(gapRecord(123_456))]).toEqual([{ kind: "gap", payload: Buffer.from("123456") }]);
	});

	test("that follow each other on one stream share a header", () => {
		const blocks = written(
			Array.from({ length: 10 }, () => ({ stream: "stdout" as const, bytes: Buffer.from("ab") })),
			64,
			99,
		);
		expect(blocks.map((block) => block.bytes.length)).toEqual([25]);
	});

	test("sealed early do not change when more is written", () => {
		const blocks: Block[] = [];
		const writer = new BlockWriter(64, (block) => blocks.push(block));
		writer.add("stdout", Buffer.from("first"));
		writer.seal();
		writer.add("stdout", Buffer.from("XXXXX"));
		writer.seal();
		expect(blocks.map((block) => block.bytes.subarray(5).toString())).toEqual(["first", "XXXXX"]);
	});
});
