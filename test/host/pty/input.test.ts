import { createHash, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryDirectory } from "../scene.ts";
import { bash } from "./run.ts";

describe("what goes into a script's terminal", () => {
	test("waits while the script does not read, and the host goes on", async () => {
		const go = join(temporaryDirectory(), "go");
		const run = bash(`stty raw -echo; echo ready; until [ -e ${go} ]; do sleep 0.02; done; head -c 300000 | sha1sum`);
		await run.says("ready");
		const typed = randomBytes(300_000);
		for (let at = 0; at < typed.length; at += 50_000) run.run.input(typed.subarray(at, at + 50_000));
		writeFileSync(go, "");
		await run.end();
		expect(run.text()).toContain(createHash("sha1").update(typed).digest("hex"));
		expect(run.refusals).toBe(0);
	});

	test("is refused when too much waits, and that is said once", async () => {
		const run = bash("stty raw -echo; echo ready; sleep 60");
		await run.says("ready");
		for (let n = 0; n < 5; n += 1) run.run.input(Buffer.alloc(500_000, "x"));
		expect(run.refusals).toBe(1);
	});

	test("answers to a flood of questions hold up nothing", async () => {
		const run = bash("stty raw -echo; for i in {1..20000}; do printf '\\033[6n'; done; echo done");
		await run.end();
		expect(run.text()).toContain("done");
	});
});
