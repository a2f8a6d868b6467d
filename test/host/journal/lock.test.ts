import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { acquireLock, type Lock } from "../../../src/host/journal/lock.ts";
import type { Result } from "../../../src/model/failure.ts";
import { failureOf, lineOf, startChild, temporaryDirectory, unwrap } from "./scene.ts";

const newPath = () => join(temporaryDirectory(), "host.lock");

/** A child that holds the lock. */
async function holder(path: string) {
	const child = startChild("holdLock", [path]);
	const ended = new Promise((resolve) => child.once("close", resolve));
	const result = JSON.parse(await lineOf(child, "lock"));
	expect(result.ok).toBe(true);
	return { child, ended };
}

function taken(result: Result<Lock>): Lock {
	const lock = unwrap(result);
	onTestFinished(() => lock.release());
	return lock;
}

test("one process holds a lock, and another is told which", async () => {
	const path = newPath();
	const { child, ended } = await holder(path);
	const failure = failureOf(acquireLock(path));
	expect(failure.code).toBe("host-running");
	expect(failure.message).toContain(`process ${child.pid}`);
	expect(failure.remedy).toContain("attach");
	child.stdin?.end();
	await ended;
	taken(acquireLock(path));
});

test("a lock goes with a process that is killed, and the next holder is named", async () => {
	const path = newPath();
	for (let round = 0; round < 3; round += 1) {
		const { child, ended } = await holder(path);
		expect(failureOf(acquireLock(path)).message).toContain(`process ${child.pid}`);
		child.kill("SIGKILL");
		await ended;
	}
	taken(acquireLock(path));
	expect(readFileSync(`${path}.pid`, "utf8")).toBe(String(process.pid));
});

test("a failed try of the holder's own process leaves its lock in force", async () => {
	const path = newPath();
	taken(acquireLock(path));
	expect(failureOf(acquireLock(path)).message).toContain(`process ${process.pid}`);
	const child = startChild("holdLock", [path]);
	expect(JSON.parse(await lineOf(child, "lock"))).toMatchObject({ ok: false, failure: { code: "host-running" } });
});

test("releasing gives the lock up, also twice, and never that of the next holder", () => {
	const path = newPath();
	const first = taken(acquireLock(path));
	first.release();
	expect(existsSync(`${path}.pid`)).toBe(false);
	taken(acquireLock(path));
	first.release();
	expect(failureOf(acquireLock(path)).message).toContain(`process ${process.pid}`);
});

test.each([{ content: "" }, { content: "no number" }, { content: "-1" }, { content: "999999999" }])(
	"a holder that wrote $content is another process, without a number",
	({ content }) => {
		const path = newPath();
		taken(acquireLock(path));
		writeFileSync(`${path}.pid`, content);
		expect(failureOf(acquireLock(path)).message).toContain("by another process");
	},
);

test("a place where no lock can be made is a failure with a remedy", () => {
	const failure = failureOf(acquireLock("/nonexistent/deep/host.lock"));
	expect(failure).toMatchObject({ code: "runtime-directory", remedy: expect.stringContaining("directory") });
});

test("of many processes that start at once exactly one gets the lock", async () => {
	const path = newPath();
	const children = Array.from({ length: 5 }, () => startChild("holdLock", [path]));
	const results = await Promise.all(children.map((child) => lineOf(child, "lock")));
	expect(results.filter((result) => JSON.parse(result).ok)).toHaveLength(1);
});
