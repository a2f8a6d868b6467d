import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRawLog } from "../../../../src/host/journal/raw-log.ts";

// Writes more than the small disk at the first argument holds, makes room again, and prints what the log did.
const directory = process.argv[2] ?? "";
const ballast = join(directory, "ballast");
writeFileSync(ballast, Buffer.alloc(1024 * 1024));
const told: string[] = [];
const opened = createRawLog(join(directory, "m1.log"), { onFailure: (failure) => told.push(failure.message) });
if (!opened.ok) throw new Error(opened.failure.message);
const log = opened.value;
for (let number = 0; number < 60_000; number += 1) {
	log.write("stdout", Buffer.from(`line ${number} ${number < 2 ? "" : "x".repeat(40)}`.trim().concat("\n")));
	if (number % 1000 === 0) await log.flush();
}
await log.flush();
const droppedWhileFull = log.dropped;
const toldWhileFull = [...told];
rmSync(ballast);
log.write("stdout", Buffer.from("after 1\nafter 2\n"));
const tail = (await log.tail(3)).map((line) => line.text);
const { lines } = await log.search((text) => /^line [01]$/.test(text), 10);
const firstLines = lines.map((line) => line.text);
console.log(JSON.stringify({ toldWhileFull, droppedWhileFull, droppedLater: log.dropped, tail, firstLines }));
await log.close();
