import { acquireLock } from "../../../../src/host/journal/lock.ts";

// Takes the lock that the first argument names, says how it went, and holds it until its input ends.
const result = acquireLock(process.argv[2] ?? "");
console.log(`lock ${JSON.stringify(result)}`);
process.stdin.resume();
process.stdin.on("end", () => {
	if (result.ok) result.value.release();
});
