import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { RingLog } from "../../../../../src/host/agent/acp/process/ring-log.ts";

let folder = "";
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "ring-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("keeps the newest bytes in two files", () => {
	const path = join(folder, "log");
	const log = new RingLog(path);
	for (let i = 0; i < 100; i++) log.write(Buffer.from(`${String(i).padStart(3)} ${"x".repeat(20_000)}\n`));
	log.close();
	expect(statSync(path).size + statSync(`${path}.1`).size).toBeLessThanOrEqual(1 << 20);
	expect(readFileSync(path, "utf8")).toContain(" 99 xx");
	expect(readFileSync(`${path}.1`, "utf8")).not.toContain("  0 xx");
	expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("a new run keeps the log of the one before", () => {
	const path = join(folder, "log");
	for (const text of ["first\n", "second\n"]) {
		const log = new RingLog(path);
		log.write(Buffer.from(text));
		log.close();
	}
	expect([readFileSync(`${path}.1`, "utf8"), readFileSync(path, "utf8")]).toEqual(["first\n", "second\n"]);
});

test("knows the last line with anything in it, cleaned", () => {
	const log = new RingLog(undefined);
	expect(log.last).toBe("");
	log.write(Buffer.from("one\n\u001b[31mtwo\u001b[0m\n\n"));
	expect(log.last).toBe("two");
	log.write(Buffer.from("\n \n"));
	expect(log.last).toBe("two");
});

test("a place that cannot be written costs the log alone", () => {
	const path = join(folder, "no", "such", "folder");
	const log = new RingLog(path);
	log.write(Buffer.from("x\n"));
	log.close();
	log.write(Buffer.from("y\n"));
	expect([existsSync(path), log.last]).toEqual([false, "y"]);
});
