import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openJournal } from "../../../../src/host/journal/journal.ts";
import type { Entry } from "../../../../src/model/entry.ts";

// Fills the small disk at the first argument, appends, makes room again, and prints what the journal did.
const directory = process.argv[2] ?? "";
const surplus = Number(process.argv[3]);
const told: string[] = [];
let appended = 0;
const path = join(directory, "journal.db");
const options = {
	maxQueued: 500,
	onTrim: () => ({ appended }),
	onFailure: (failure: { message: string }) => told.push(failure.message),
};
const opened = openJournal(path, options);
if (!opened.ok) throw new Error(opened.failure.message);
const journal = opened.value;

function append(count: number): void {
	for (let left = count; left > 0; left -= 1) {
		appended += 1;
		const entry: Entry = { type: "noticed", at: 0, text: `${appended} ${"x".repeat(300)}` };
		journal.append([entry]);
	}
}

function fill(): void {
	for (let number = 0; number < 4096; number += 1) {
		try {
			writeFileSync(join(directory, `ballast-${number}`), Buffer.alloc(4096));
		} catch {
			return;
		}
	}
}

function makeRoom(): void {
	for (let number = 0; number < 4096; number += 1) rmSync(join(directory, `ballast-${number}`), { force: true });
}

append(100);
const before = journal.flush().ok;
fill();
append(surplus);
const full = journal.flush();
await sleep(1200);
const toldWhileFull = [...told];
const readable = [...journal.entries()].length;
makeRoom();
for (let tries = 0; !journal.flush().ok && tries < 500; tries += 1) await sleep(20);
append(3);
const after = journal.flush().ok;
const lost = journal.lost;
journal.close();
const again = openJournal(path);
if (!again.ok) throw new Error(again.failure.message);
const base = again.value.base();
const replayed = [...again.value.entries({ after: base?.seq ?? 0 })].length;
const kept = [...again.value.entries()].length;
const report = {
	before,
	full,
	toldWhileFull,
	told,
	readable,
	after,
	lost,
	base,
	replayed,
	kept,
	lostLater: again.value.lost,
};
console.log(JSON.stringify(report));
again.value.close();
