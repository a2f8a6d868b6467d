import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { onTestFinished } from "vitest";
import type { Launch } from "../../src/host/pty/monitor-run.ts";
import type { Failure, Result } from "../../src/model/failure.ts";
import { type MonitorSpec, monitorSpecSchema } from "../../src/model/monitor.ts";

/** A directory that is gone after the test. */
export function temporaryDirectory(): string {
	const path = mkdtempSync(join(tmpdir(), "monmux-h-"));
	onTestFinished(() => rmSync(path, { recursive: true, force: true }));
	return path;
}

/** The value of a result that has to be a success. */
export function unwrap<T>(result: Result<T>): T {
	if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
	return result.value;
}

/** The failure of a result that has to be one. */
export function failureOf(result: Result<unknown>): Failure {
	if (result.ok) throw new Error("expected a failure");
	return result.failure;
}

/** Waits until something is true; fails after 15 seconds. */
export async function until(what: string, condition: () => boolean): Promise<void> {
	const end = performance.now() + 15_000;
	while (!condition()) {
		if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
		await pause(3);
	}
}

/** Runs a command without a sandbox, with its errors on the second terminal. */
export function openly(command: readonly string[], stderrPath: string): Launch {
	return {
		file: "/bin/bash",
		args: ["-c", 'exec 2>"$1"; shift; exec "$@"', "bash", stderrPath, ...command],
		env: { PATH: process.env.PATH ?? "/usr/bin:/bin", TERM: "xterm-256color" },
		cwd: "/",
		appeared: () => [],
		cleanup: () => undefined,
	};
}

/** A spec for a shell script. */
export function shell(name: string, script: string, rest: object = {}): MonitorSpec {
	return monitorSpecSchema.parse({ name, command: ["/bin/bash", "-c", script], cwd: "/", ...rest });
}
