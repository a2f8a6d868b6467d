import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { EntryStore } from "../../../../src/host/journal/store/entry-store.ts";
import { temporaryDirectory } from "../scene.ts";

function store(path = join(temporaryDirectory(), "journal.db")): EntryStore {
	const opened = new EntryStore(path);
	onTestFinished(() => opened.close());
	return opened;
}

/** Rows `from` to `to` with ten bytes of text each. */
const rows = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, index) => ({ seq: from + index, body: "0123456789" }));

const none = Number.MAX_SAFE_INTEGER;

describe("what is over the bounds", () => {
	test.each([
		{ held: 0, bounds: { maxEntries: 1, maxBytes: 1 }, expected: 0 },
		{ held: 100, bounds: { maxEntries: 100, maxBytes: none }, expected: 0 },
		{ held: 101, bounds: { maxEntries: 100, maxBytes: none }, expected: 2 },
		{ held: 100, bounds: { maxEntries: none, maxBytes: 1000 }, expected: 0 },
		{ held: 101, bounds: { maxEntries: none, maxBytes: 1000 }, expected: 2 },
		{ held: 101, bounds: { maxEntries: 50, maxBytes: 500 }, expected: 52 },
		{ held: 3, bounds: { maxEntries: 1, maxBytes: none }, expected: 2 },
		{ held: 1, bounds: { maxEntries: 1, maxBytes: 1 }, expected: 0 },
		{ held: 9000, bounds: { maxEntries: 100, maxBytes: none }, expected: 2000 },
		{ held: 9000, bounds: { maxEntries: none, maxBytes: 10 }, expected: 2000 },
	])("of $held entries under $bounds goes up to $expected", ({ held, bounds, expected }) => {
		const opened = store();
		opened.write(rows(1, held));
		expect(opened.excess(bounds)).toBe(expected);
	});

	test("is measured from what is left, after a removal and after a restart", () => {
		const path = join(temporaryDirectory(), "journal.db");
		const first = store(path);
		first.write(rows(1, 200));
		expect(first.remove(150, 7)).toBe(157);
		const bounds = { maxEntries: none, maxBytes: 500 };
		expect(first.excess(bounds)).toBe(0);
		first.write(rows(201, 201));
		expect(first.excess(bounds)).toBe(152);
		first.close();
		const second = store(path);
		expect(second.excess(bounds)).toBe(152);
		expect(second.count("removed")).toBe(157);
		expect(second.lastSeq).toBe(201);
	});
});

test("a write that fails halfway leaves nothing behind", () => {
	const opened = store();
	opened.write(rows(1, 3));
	expect(() => opened.write([...rows(4, 5), ...rows(2, 2)])).toThrow("UNIQUE");
	expect(opened.rows(0, 99).map((row) => row.seq)).toEqual([1, 2, 3]);
	opened.write(rows(4, 5));
	expect(opened.lastSeq).toBe(5);
});

test("a base counts as the last entry when it is ahead of all", () => {
	const path = join(temporaryDirectory(), "journal.db");
	const first = store(path);
	first.write(rows(1, 3));
	first.setBase({ seq: 9, state: "{}" });
	expect(first.lastSeq).toBe(9);
	first.close();
	expect(store(path)).toMatchObject({ lastSeq: 9, base: { seq: 9, state: "{}" } });
});

test("a file that was moved or replaced is no longer in place", () => {
	const path = join(temporaryDirectory(), "journal.db");
	const opened = store(path);
	expect(opened.inPlace).toBe(true);
	renameSync(path, `${path}.old`);
	expect(opened.inPlace).toBe(false);
	writeFileSync(path, "another");
	expect(opened.inPlace).toBe(false);
});
