import { writeSync } from "node:fs";
import { openJournal } from "../../../../src/host/journal/journal.ts";

// Appends numbered entries for ever and says, after each flush that succeeded, which number is safe.
const [path = "", from = "1"] = process.argv.slice(2);
const opened = openJournal(path, { maxEntries: 400, onTrim: () => ({ last: next - 1 }) });
if (!opened.ok) throw new Error(opened.failure.message);
const journal = opened.value;
let next = Number(from);

function round(): void {
	for (let count = 0; count < 1 + (next % 7); count += 1) {
		journal.append([{ type: "noticed", at: 0, text: String(next) }]);
		next += 1;
	}
	if (journal.flush().ok) writeSync(1, `safe ${next - 1}\n`);
	setImmediate(round);
}
round();
