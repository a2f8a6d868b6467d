import {
	appendFileSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { openJournal } from "../../../src/host/journal/journal.ts";
import type { Failure } from "../../../src/model/failure.ts";
import {
	failureOf,
	journalAt,
	noticed,
	numbered,
	outputOf,
	readOnlyDisk,
	startChild,
	temporaryDirectory,
	texts,
	until,
} from "./scene.ts";

const newPath = () => join(temporaryDirectory(), "journal.db");

/** Overwrites the pages after the first ones, as a broken disk would. */
function damage(path: string): void {
	const bytes = readFileSync(path);
	bytes.fill(0xa5, 4096 * 2);
	writeFileSync(path, bytes);
}

function written(path: string, count: number): void {
	const journal = journalAt(path);
	journal.append(numbered(1, count));
	journal.close();
}

describe("a damaged file", () => {
	const damages: { name: string; harm(path: string): void }[] = [
		{ name: "is garbage", harm: (path) => writeFileSync(path, "no database at all".repeat(100)) },
		{ name: "has broken pages", harm: damage },
		{
			name: "is emptied beside its log",
			harm: (path) => {
				writeFileSync(`${path}-wal`, readFileSync(path));
				writeFileSync(path, "");
			},
		},
		{ name: "is cut short", harm: (path) => writeFileSync(path, readFileSync(path).subarray(0, 4096 * 2 + 100)) },
	];
	test.each(damages)("that $name is moved aside, whole, and a new one begun", ({ harm }) => {
		const path = newPath();
		written(path, 2000);
		harm(path);
		const size = statSync(path).size;
		const told: Failure[] = [];
		const journal = journalAt(path, { onFailure: (failure) => told.push(failure) });
		expect(told).toHaveLength(1);
		expect(told[0]).toMatchObject({ code: "journal", message: expect.stringContaining(`${path}.corrupt-1`) });
		expect(statSync(`${path}.corrupt-1`).size).toBe(size);
		expect(texts(journal.entries())).toEqual([]);
		journal.append([noticed("after")]);
		expect(journal.flush().ok).toBe(true);
		expect(texts(journal.entries())).toEqual(["after"]);
	});

	test("that is gone takes its log along", () => {
		const path = newPath();
		writeFileSync(`${path}-wal`, "the newest entries");
		journalAt(path).close();
		expect(readFileSync(`${path}.corrupt-1-wal`, "utf8")).toBe("the newest entries");
	});

	test("does not take the place of an earlier one", () => {
		const path = newPath();
		for (const content of ["first garbage, long enough", "second garbage, long enough"]) {
			writeFileSync(path, content.repeat(200));
			journalAt(path).close();
		}
		expect(readFileSync(`${path}.corrupt-1`, "utf8")).toContain("first");
		expect(readFileSync(`${path}.corrupt-2`, "utf8")).toContain("second");
	});

	test("that is found out while it is used is replaced, with the present state as the base", async () => {
		const path = newPath();
		const before = journalAt(path);
		// More than SQLite keeps in memory.
		before.append(numbered(1, 20_000).map(() => noticed("x".repeat(500))));
		before.close();
		const told: Failure[] = [];
		const journal = journalAt(path, { onFailure: (failure) => told.push(failure), onTrim: () => ({ sum: 7 }) });
		damage(path);
		const read = texts(journal.entries());
		expect(read.length).toBeLessThan(20_000);
		journal.append([noticed("kept")]);
		await until("replaced", () => journal.flush().ok);
		expect(told.map((failure) => failure.message)).toEqual([expect.stringContaining(`${path}.corrupt-1`)]);
		expect(journal.base()).toEqual({ state: { sum: 7 }, seq: 20_001 });
		expect(texts(journal.entries())).toEqual(["kept"]);
	});
});

test("a file that was removed while it is used is begun again, and that is told", async () => {
	const path = newPath();
	const told: string[] = [];
	const journal = journalAt(path, { onFailure: (failure) => told.push(failure.message), onTrim: () => "state" });
	journal.append([noticed("gone")]);
	journal.flush();
	for (const name of readdirSync(dirname(path))) rmSync(join(dirname(path), name));
	journal.append([noticed("next")]);
	await until("begun again", () => told.length > 0 && journal.flush().ok);
	expect(told).toEqual([expect.stringContaining("was removed; a new one was begun")]);
	journal.append([noticed("last")]);
	await until("flushed", () => journal.flush().ok);
	expect(journal.base()).toEqual({ state: "state", seq: 2 });
	expect(texts(journal.entries({ after: 2 }))).toEqual(["last"]);
});

test("a directory that goes and comes back costs no entry and is told once", async () => {
	const path = join(temporaryDirectory(), "inner", "journal.db");
	mkdirSync(dirname(path));
	const told: string[] = [];
	const journal = journalAt(path, { onFailure: (failure) => told.push(failure.message) });
	journal.append([noticed("first")]);
	journal.flush();
	renameSync(dirname(path), `${dirname(path)}-away`);
	journal.append([noticed("second")]);
	await until("told", () => told.length > 0);
	expect(told[0]).toContain("cannot be opened");
	expect(texts(journal.entries())).toContain("second");
	mkdirSync(dirname(path));
	await until("written again", () => journal.flush().ok);
	expect(texts(journal.entries())).toContain("second");
	expect(told).toHaveLength(2);
});

test("a file of a newer program is refused and left as it is", () => {
	const path = newPath();
	written(path, 3);
	const db = new DatabaseSync(path);
	db.exec("PRAGMA user_version = 9");
	db.close();
	expect(failureOf(openJournal(path))).toEqual({
		code: "version-mismatch",
		message: `${path} was written by a newer monmux (format 9, known is 1).`,
		remedy: "Update monmux.",
	});
	expect(readdirSync(dirname(path)).filter((name) => name.includes("corrupt"))).toEqual([]);
});

test("an entry that is not understood is left out and told once", () => {
	const path = newPath();
	written(path, 4);
	const db = new DatabaseSync(path);
	db.exec(`UPDATE entry SET body = '{"type":"from-the-future"}' WHERE seq = 2`);
	db.exec("UPDATE entry SET body = 'no json' WHERE seq = 3");
	db.exec("INSERT INTO base VALUES (1, 1, 'no json')");
	db.close();
	const told: string[] = [];
	const journal = journalAt(path, { onFailure: (failure) => told.push(failure.message) });
	expect(texts(journal.entries())).toEqual(["1", "4"]);
	expect(journal.base()).toBeUndefined();
	expect(told).toEqual([`Entry 2 in ${path} is not understood and was left out.`]);
});

test("where nothing can be written, opening is a failure", async () => {
	const path = newPath();
	written(path, 2);
	for (const file of [path, join(dirname(path), "new.db")]) {
		const output = await outputOf(startChild("open", [file], readOnlyDisk(dirname(path))));
		const failure = JSON.parse(output);
		expect(failure).toMatchObject({ code: "journal", remedy: expect.stringContaining("may write") });
		expect(failure.message).toContain(file);
	}
});

test("bytes behind the end of a sound file are no damage", () => {
	const path = newPath();
	written(path, 10);
	appendFileSync(path, "tail");
	expect(texts(journalAt(path).entries())).toHaveLength(10);
});
