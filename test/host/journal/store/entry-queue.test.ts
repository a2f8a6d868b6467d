import { describe, expect, test } from "vitest";
import { EntryQueue } from "../../../../src/host/journal/store/entry-queue.ts";

function filled(maxRows: number, count: number) {
	const queue = new EntryQueue(maxRows);
	let gone = 0;
	for (let seq = 1; seq <= count; seq += 1) gone += queue.push({ seq, body: "x" });
	return { queue, gone };
}

const numbers = (queue: EntryQueue, limit?: number) => queue.peek(limit).map((row) => row.seq);

describe("a queue", () => {
	test("gives rows oldest first and keeps them until they are dropped", () => {
		const { queue } = filled(10, 4);
		expect(numbers(queue, 2)).toEqual([1, 2]);
		expect(numbers(queue)).toEqual([1, 2, 3, 4]);
		queue.drop(3);
		expect(numbers(queue)).toEqual([4]);
		queue.drop(5);
		expect(queue.size).toBe(0);
		queue.push({ seq: 5, body: "x" });
		expect(numbers(queue)).toEqual([5]);
	});

	test.each([
		{ maxRows: 3, count: 3, gone: 0, left: [1, 2, 3] },
		{ maxRows: 3, count: 5, gone: 2, left: [3, 4, 5] },
		{ maxRows: 0, count: 2, gone: 1, left: [2] },
	])("of $maxRows rows loses $gone of $count", ({ maxRows, count, gone, left }) => {
		const result = filled(maxRows, count);
		expect(result.gone).toBe(gone);
		expect(numbers(result.queue)).toEqual(left);
	});

	test("is bounded in size too, but takes one row of any size", () => {
		const queue = new EntryQueue(1000);
		const large = "x".repeat(6 * 1024 * 1024);
		expect([1, 2, 3, 4].map((seq) => queue.push({ seq, body: large }))).toEqual([0, 0, 1, 1]);
		expect(numbers(queue)).toEqual([3, 4]);
		expect(queue.push({ seq: 5, body: large.repeat(4) })).toBe(2);
		expect(numbers(queue)).toEqual([5]);
		queue.drop(1);
		expect(queue.push({ seq: 6, body: large })).toBe(0);
	});

	test("stays in order over many rounds", () => {
		const queue = new EntryQueue(100);
		let next = 1;
		let expected = 1;
		for (let round = 0; round < 500; round += 1) {
			for (let count = 0; count < round % 7; count += 1) queue.push({ seq: next++, body: "x" });
			const rows = queue.peek(3);
			for (const row of rows) expect(row.seq).toBe(expected++);
			queue.drop(rows.length);
			if (queue.size > 90) break;
		}
		expect(expected).toBeGreaterThan(60);
	});
});
