import { mkdirSync, readFileSync, rmdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { LineReader } from "../../../../src/host/journal/raw/line-reader.ts";
import { closeReadings, readTail } from "../../../../src/host/journal/raw/read-log.ts";
import { gapRecord, headerBytes, readRecords, writeHeader } from "../../../../src/host/journal/raw/record.ts";
import { Segments } from "../../../../src/host/journal/raw/segments.ts";
import { temporaryDirectory } from "../scene.ts";

function record(text: string): Buffer {
	const bytes = Buffer.alloc(headerBytes + Buffer.byteLength(text));
	writeHeader(bytes, 0, { kind: "stdout", length: Buffer.byteLength(text) });
	bytes.write(text, headerBytes);
	return bytes;
}

function segmentsAt(path: string, share: number): Segments {
	const segments = new Segments(path, share);
	onTestFinished(() => segments.close());
	return segments;
}

const newPath = () => join(temporaryDirectory(), "m1.log");

test("a file that would get over its share becomes the one before, and the one before that goes", async () => {
	const path = newPath();
	const segments = segmentsAt(path, 30);
	for (const text of ["aaaaa\n", "bbbbb\n", "ccccc\n", "ddddd\n", "eeeee\n"]) {
		await segments.append(record(text));
		expect(statSync(path).size).toBeLessThanOrEqual(30);
	}
	expect(readFileSync(`${path}.1`).equals(Buffer.concat([record("ccccc\n"), record("ddddd\n")]))).toBe(true);
	expect(readFileSync(path).equals(record("eeeee\n"))).toBe(true);
});

test("what is open for reading stays as it is while the files go on", async () => {
	const path = newPath();
	const segments = segmentsAt(path, 30);
	await segments.append(record("first\n"));
	const readings = await segments.read();
	for (const text of ["2\n", "3\n", "4\n", "5\n", "6\n", "7\n", "8\n", "9\n"]) await segments.append(record(text));
	expect((await readTail(readings, 9)).map((line) => line.text)).toEqual(["first"]);
	await closeReadings(readings);
});

test("a rotation that something is in the way of is a rejection, and the file stays whole", async () => {
	expect(() => new Segments("/nonexistent/deep/m1.log", 100)).toThrow("ENOENT");
	const path = newPath();
	const segments = segmentsAt(path, 20);
	await segments.append(record("first\n"));
	mkdirSync(`${path}.1`);
	await expect(segments.append(record("second\n"))).rejects.toThrow();
	expect(readFileSync(path).equals(record("first\n"))).toBe(true);
	rmdirSync(`${path}.1`);
	await segments.append(record("third\n"));
	expect(readFileSync(path).equals(record("third\n"))).toBe(true);
	expect(readFileSync(`${path}.1`).equals(record("first\n"))).toBe(true);
});

test("binary output survives, and a gap stands between the lines around it", () => {
	const binary = Buffer.concat([record("a\u0001\u0002\u0003b\n"), record("begun"), gapRecord(12), record("rest\n")]);
	const reader = new LineReader();
	const lines = [...readRecords(binary)].flatMap((one) => reader.push(one));
	expect(lines.map((line) => line.text)).toEqual([
		"ab",
		"begun",
		"monmux: 12 bytes of output are missing here, the disk did not take them",
		"rest",
	]);
	expect(reader.end()).toEqual([]);
});
