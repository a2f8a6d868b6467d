import { statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { exportEntries } from "../../../src/host/journal/export.ts";
import { openJournal } from "../../../src/host/journal/journal.ts";
import type { Entry } from "../../../src/model/entry.ts";
import { failureOf, journalAt, noticed, numbered, temporaryDirectory, texts, until, unwrap } from "./scene.ts";

const newPath = () => join(temporaryDirectory(), "journal.db");

describe("a journal", () => {
	test("gives back after a restart what was appended, in order", () => {
		const path = newPath();
		const first = journalAt(path);
		const opened: Entry = {
			type: "session-opened",
			at: 5,
			cwd: "/w",
			version: "1",
			sandbox: { available: true, label: "bwrap" },
			limits: { monitors: 16, runs: 200, turnsInRow: 20, turnsPerHour: 120, idleMs: 600_000 },
		};
		first.append([opened, noticed('zwölf ✓ \ud83d\ude80 \u0000 " \n')]);
		expect(first.close()).toEqual({ ok: true, value: undefined });

		const second = journalAt(path);
		expect(second.lastSeq).toBe(2);
		expect([...second.entries()]).toEqual([opened, noticed('zwölf ✓ \ud83d\ude80 \u0000 " \n')]);
	});

	test("is for its owner's eyes only", () => {
		const path = newPath();
		journalAt(path).append([noticed("secret")]);
		for (const file of [path, `${path}-wal`, `${path}-shm`]) expect(statSync(file).mode & 0o777).toBe(0o600);
	});

	test("commits by itself, without a flush", async () => {
		const path = newPath();
		const writer = journalAt(path);
		writer.append([noticed("soon")]);
		await until("the entry is on disk", () => [...unwrap(exportEntries(path))].length === 2);
	});

	const ranges = [
		{ range: {}, expected: ["1", "2", "3", "4", "5"] },
		{ range: { after: 3 }, expected: ["4", "5"] },
		{ range: { limit: 2 }, expected: ["1", "2"] },
		{ range: { after: 2, limit: 2 }, expected: ["3", "4"] },
		{ range: { after: 5 }, expected: [] },
		{ range: { limit: 0 }, expected: [] },
	];
	test.each(ranges)("reads $range as $expected", ({ range, expected }) => {
		const journal = journalAt(newPath());
		journal.append(numbered(1, 5));
		expect(texts(journal.entries(range))).toEqual(expected);
	});

	test("reads more than one page, and goes on numbering after a restart", () => {
		const path = newPath();
		const first = journalAt(path);
		first.append(numbered(1, 1700));
		first.close();
		const second = journalAt(path);
		second.append(numbered(1701, 1702));
		expect(second.lastSeq).toBe(1702);
		expect(texts(second.entries())).toEqual(texts(numbered(1, 1702)));
	});

	test("refuses to write once it is closed, and counts what came too late", () => {
		const told: string[] = [];
		const journal = journalAt(newPath(), { onFailure: (failure) => told.push(failure.code) });
		journal.close();
		journal.append(numbered(1, 3));
		expect(journal.lost).toBe(3);
		expect(told).toEqual(["journal"]);
		expect(failureOf(journal.flush()).message).toContain("closed");
		expect(texts(journal.entries())).toEqual([]);
		expect(journal.close().ok).toBe(true);
	});
});

describe("a checkpoint", () => {
	test("is where a replay starts", () => {
		const path = newPath();
		const first = journalAt(path);
		expect(first.base()).toBeUndefined();
		first.append(numbered(1, 10));
		expect(first.checkpoint({ sum: 21 }, 6).ok).toBe(true);
		first.close();

		const second = journalAt(path);
		expect(second.base()).toEqual({ state: { sum: 21 }, seq: 6 });
		expect(texts(second.entries({ after: 6 }))).toEqual(["7", "8", "9", "10"]);
		expect(texts(second.entries())).toHaveLength(10);
	});

	test.each([{ seq: 4 }, { seq: 11 }])("at $seq is refused after one at 5 of 10 entries", ({ seq }) => {
		const journal = journalAt(newPath());
		journal.append(numbered(1, 10));
		unwrap(journal.checkpoint({}, 5));
		expect(failureOf(journal.checkpoint({}, seq)).message).toContain("outside of 5 to 10");
	});
});

/** A journal whose state is the sum of its entries, and a check that a replay gives that sum. */
function summing(path: string, bounds: { maxEntries?: number; maxBytes?: number }) {
	let sum = 0;
	let asked = 0;
	const journal = journalAt(path, {
		...bounds,
		onTrim: () => {
			asked += 1;
			return { sum };
		},
	});
	return {
		journal,
		asked: () => asked,
		sum: () => sum,
		add(from: number, to: number) {
			journal.append(numbered(from, to));
			for (let value = from; value <= to; value += 1) sum += value;
		},
	};
}

function replay(path: string): number {
	const journal = journalAt(path);
	const base = journal.base() as { state: { sum: number }; seq: number } | undefined;
	const rest = texts(journal.entries({ after: base?.seq ?? 0 }));
	return rest.reduce((sum, text) => sum + Number(text), base?.state.sum ?? 0);
}

describe("the bounds", () => {
	test("remove the oldest entries, count them, and a replay still gives the same state", async () => {
		const path = newPath();
		const { journal, add, sum } = summing(path, { maxEntries: 100 });
		for (let from = 1; from <= 1000; from += 50) {
			add(from, from + 49);
			await until("trimmed", () => journal.flush().ok && texts(journal.entries()).length <= 100);
			expect(replay(path)).toBe(sum());
		}
		const kept = texts(journal.entries());
		expect(kept.at(-1)).toBe("1000");
		expect(journal.removed).toBe(1000 - kept.length);
		journal.close();
		expect(journalAt(path).removed).toBe(1000 - kept.length);
	});

	test("count the bytes of the text, across restarts", async () => {
		const path = newPath();
		const size = JSON.stringify(noticed("x".repeat(1000))).length;
		for (let round = 0; round < 3; round += 1) {
			const journal = journalAt(path, { maxBytes: size * 50 });
			journal.append(Array.from({ length: 40 }, () => noticed("x".repeat(1000))));
			await until("trimmed", () => texts(journal.entries()).length <= 50);
			journal.close();
		}
		const journal = journalAt(path);
		const kept = texts(journal.entries()).length;
		expect(kept).toBeGreaterThanOrEqual(48);
		expect(journal.removed).toBe(120 - kept);
	});

	test("keep the newest entry, however large", async () => {
		const journal = journalAt(newPath(), { maxBytes: 100 });
		journal.append([noticed("first"), noticed("x".repeat(5000))]);
		await until("trimmed", () => texts(journal.entries()).length === 1);
		expect(texts(journal.entries())[0]).toHaveLength(5000);
	});

	test("ask for a state once for a whole ring of entries, and never inside append or flush", async () => {
		const { journal, add, asked } = summing(newPath(), { maxEntries: 1000 });
		add(1, 5000);
		expect(journal.flush().ok).toBe(true);
		expect(asked()).toBe(0);
		await until("trimmed", () => journal.removed >= 4000);
		add(5001, 5900);
		await until("trimmed again", () => journal.removed >= 4900);
		expect(asked()).toBe(1);
	});

	test("keep everything while the state cannot be given", async () => {
		const told: string[] = [];
		const journal = journalAt(newPath(), {
			maxEntries: 10,
			onTrim: () => {
				throw new Error("no state today");
			},
			onFailure: (failure) => told.push(failure.message),
		});
		journal.append(numbered(1, 30));
		await until("told", () => told.length > 0);
		expect(told[0]).toContain("no state today");
		expect(texts(journal.entries())).toHaveLength(30);
		expect(journal.lost).toBe(0);
	});
});

test("a directory that does not exist is a failure with a remedy", () => {
	const failure = failureOf(openJournal("/nonexistent/deep/journal.db"));
	expect(failure).toMatchObject({ code: "journal", remedy: expect.stringContaining("directory exists") });
	expect(failure.message).toContain("/nonexistent/deep/journal.db");
});
