import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { exportEntries } from "../../../src/host/journal/export.ts";
import { parseExport } from "../../../src/host/journal/parse-export.ts";
import { FailureError } from "../../../src/model/failure.ts";
import {
	failureOf,
	journalAt,
	noticed,
	numbered,
	startChild,
	temporaryDirectory,
	texts,
	until,
	unwrap,
} from "./scene.ts";

const newPath = () => join(temporaryDirectory(), "journal.db");

async function sumOf(lines: Iterable<string>): Promise<number> {
	const parsed = unwrap(await parseExport([...lines].join("\n")));
	const base = parsed.base as { state: { sum: number } } | undefined;
	return texts(parsed.entries).reduce((sum, text) => sum + Number(text), base?.state.sum ?? 0);
}

test("an export has a header and then the entries, also while the journal is being written", async () => {
	const path = newPath();
	const journal = journalAt(path);
	journal.append([noticed("one"), noticed('"\n\u2713')]);
	journal.flush();
	const lines = [...unwrap(exportEntries(path))];
	expect(lines).toEqual([
		'{"monmux":"journal","version":1}',
		'{"seq":1,"type":"noticed","at":1,"text":"one"}',
		'{"seq":2,"type":"noticed","at":1,"text":"\\"\\n\u2713"}',
	]);
	expect(unwrap(await parseExport(lines.join("\n")))).toEqual({
		history: [],
		entries: [noticed("one"), noticed('"\n\u2713')],
	});
	journal.append([noticed("three")]);
	expect(journal.flush().ok).toBe(true);
	journal.close();
	expect([...unwrap(exportEntries(path))]).toHaveLength(4);
});

test("an export of a trimmed journal has the base, and the older entries as history", async () => {
	const path = newPath();
	let sum = 0;
	const journal = journalAt(path, { maxEntries: 100, onTrim: () => ({ sum }) });
	journal.append(numbered(1, 150));
	sum = (150 * 151) / 2;
	await until("trimmed", () => journal.removed > 0 && texts(journal.entries()).length <= 100);
	journal.append(numbered(151, 160));
	journal.flush();
	const lines = [...unwrap(exportEntries(path))];
	expect(JSON.parse(lines[0] ?? "")).toEqual({ monmux: "journal", version: 1, base: { seq: 150, state: { sum } } });
	const parsed = unwrap(await parseExport(lines.join("\n")));
	expect(texts(parsed.entries)).toEqual(texts(numbered(151, 160)));
	expect(texts(parsed.history)).toEqual(texts(numbered(150 - parsed.history.length + 1, 150)));
	expect(await sumOf(lines)).toBe((160 * 161) / 2);
});

test("an export during which entries are removed still folds to the right state", async () => {
	const path = newPath();
	let sum = 0;
	const journal = journalAt(path, { maxEntries: 1500, onTrim: () => ({ sum }) });
	const add = (from: number, to: number) => {
		journal.append(numbered(from, to));
		for (let value = from; value <= to; value += 1) sum += value;
	};
	add(1, 1400);
	journal.flush();
	const lines: string[] = [];
	for (const line of unwrap(exportEntries(path))) {
		lines.push(line);
		if (lines.length !== 20) continue;
		add(1401, 6000);
		await until("trimmed", () => journal.removed > 3000);
	}
	expect(lines.filter((line) => line.includes("monmux"))).toHaveLength(2);
	expect(await sumOf(lines)).toBe((6000 * 6001) / 2);
});

test("an export is given up halfway without keeping the file open", () => {
	const path = newPath();
	const journal = journalAt(path);
	journal.append(numbered(1, 2000));
	journal.flush();
	for (const line of unwrap(exportEntries(path))) if (line.includes('"seq":3,')) break;
	journal.close();
	const db = new DatabaseSync(path, { timeout: 0 });
	// Needs the file for itself.
	expect(db.prepare("PRAGMA journal_mode = DELETE").get()).toEqual({ journal_mode: "delete" });
	db.close();
});

test("the journal of a host that was killed can be exported", async () => {
	const path = newPath();
	const child = startChild("append", [path, "1"]);
	await new Promise((resolve) => child.stdout?.once("data", resolve));
	child.kill("SIGKILL");
	await new Promise((resolve) => child.once("close", resolve));
	expect([...unwrap(exportEntries(path))].length).toBeGreaterThan(1);
});

test("what is no journal is a failure", () => {
	expect(failureOf(exportEntries("/nonexistent/journal.db")).message).toBe(
		"There is no journal at /nonexistent/journal.db.",
	);
	const path = newPath();
	const db = new DatabaseSync(path);
	db.exec("CREATE TABLE other (x)");
	db.close();
	expect(failureOf(exportEntries(path)).code).toBe("journal");
});

test("a file of a newer program is a failure, and trouble halfway is thrown as one", () => {
	const path = newPath();
	const journal = journalAt(path);
	journal.append(numbered(1, 2000));
	journal.close();
	const halfway = () => {
		for (const line of unwrap(exportEntries(path))) {
			if (!line.includes('"seq":3,')) continue;
			const db = new DatabaseSync(path);
			db.exec("DROP TABLE entry; PRAGMA user_version = 2");
			db.close();
		}
	};
	expect(halfway).toThrow(FailureError);
	expect(failureOf(exportEntries(path)).code).toBe("version-mismatch");
});
