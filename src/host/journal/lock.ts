import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { failed, ok, type Result } from "../../model/failure.ts";
import { troubleOf } from "./store/store-failure.ts";

/** A lock that is held until it is released or its process ends, however it ends. */
export type Lock = {
	/** Gives the lock up. Releasing twice is harmless. */
	release(): void;
};

/**
 * Takes the lock at `path` or fails, at once when a holder is known and within 100 ms at most.
 * Fails with `host-running` when another process (or this one) holds it, and names the process when it is known;
 * with `runtime-directory` when the lock file cannot be made.
 *
 * The lock is an exclusive transaction of SQLite on an empty database: the kernel drops it with the process, also after SIGKILL,
 * and SQLite sees a second attempt from within one process, which a bare file lock does not.
 */
export function acquireLock(path: string): Result<Lock> {
	for (let tries = 1; ; tries += 1) {
		const result = tryLock(path);
		const busy = !result.ok && result.failure.code === "host-running";
		if (!busy || tries === mostTries || holder(path) !== undefined) return result;
		// Nobody says that it holds the lock: two that start at once can each keep the other from it.
		pause(1 + Math.random() * 9);
	}
}

const mostTries = 10;

function tryLock(path: string): Result<Lock> {
	let db: DatabaseSync | undefined;
	try {
		db = new DatabaseSync(path, { timeout: 0 });
		db.exec("BEGIN EXCLUSIVE");
		writeFileSync(holderFile(path), String(process.pid), { mode: 0o600 });
		return ok(heldLock(path, db));
	} catch (error) {
		db?.close();
		return troubleOf(error) === "busy" ? alreadyHeld(path) : unusable(path, error);
	}
}

function pause(milliseconds: number): void {
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function heldLock(path: string, db: DatabaseSync): Lock {
	return {
		release() {
			if (!db.isOpen) return;
			// Before the lock goes, or it could be the file of the next holder. The lock file stays: removing it would race.
			rmSync(holderFile(path), { force: true });
			db.close();
		},
	};
}

// Not in the lock file itself: a process that opens and closes that file loses its own locks on it.
function holderFile(path: string): string {
	return `${path}.pid`;
}

function alreadyHeld(path: string): Result<Lock> {
	const pid = holder(path);
	const who = pid === undefined ? "by another process" : `by process ${pid}`;
	return failed(
		"host-running",
		`A host runs for this directory already: ${path} is held ${who}.`,
		"Use `monmux attach`.",
	);
}

/** The process that wrote its id last, if it still lives. */
function holder(path: string): number | undefined {
	try {
		const pid = Number.parseInt(readFileSync(holderFile(path), "utf8"), 10);
		return pid > 0 && isAlive(pid) ? pid : undefined;
	} catch {
		return undefined;
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && "code" in error && error.code === "EPERM";
	}
}

function unusable(path: string, error: unknown): Result<Lock> {
	const words = error instanceof Error ? error.message : String(error);
	return failed(
		"runtime-directory",
		`The lock ${path} cannot be taken (${words}).`,
		"Check that its directory exists and that you may write there.",
	);
}
