import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { journalAt, startChild, temporaryDirectory, texts } from "./scene.ts";

/** Lets the child append for a while, kills it, and returns the last number that it called safe. */
async function killed(path: string, from: number, milliseconds: number): Promise<number> {
	const child = startChild("append", [path, String(from)]);
	let printed = "";
	child.stdout?.on("data", (chunk) => {
		printed += chunk;
	});
	await new Promise((resolve) => child.stdout?.once("data", resolve));
	await sleep(milliseconds);
	child.kill("SIGKILL");
	await new Promise((resolve) => child.once("close", resolve));
	return Number(printed.trimEnd().split("\n").at(-1)?.replace("safe ", ""));
}

test("ten kills in mid-write lose nothing that was flushed, and the file opens clean", async () => {
	const path = join(temporaryDirectory(), "journal.db");
	let next = 1;
	for (let round = 0; round < 10; round += 1) {
		const safe = await killed(path, next, round * 13);
		const told: string[] = [];
		const journal = journalAt(path, { onFailure: (failure) => told.push(failure.message) });
		const base = journal.base() as { state: { last: number }; seq: number } | undefined;
		const kept = texts(journal.entries({ after: base?.seq ?? 0 })).map(Number);
		const last = kept.at(-1) ?? base?.state.last ?? 0;
		expect(last).toBeGreaterThanOrEqual(safe);
		expect(kept).toEqual(kept.map((_, index) => (base?.state.last ?? 0) + 1 + index));
		expect(told).toEqual([]);
		journal.close();
		const db = new DatabaseSync(path, { readOnly: true });
		expect(db.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
		db.close();
		next = last + 1;
	}
	expect(next).toBeGreaterThan(400);
}, 60_000);
