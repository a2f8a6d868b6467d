import { openJournal } from "../../../../src/host/journal/journal.ts";

// Prints the failure of opening the journal that the first argument names.
const result = openJournal(process.argv[2] ?? "");
console.log(JSON.stringify(result.ok ? { opened: true } : result.failure));
if (result.ok) result.value.close();
