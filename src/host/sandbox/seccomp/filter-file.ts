import { randomBytes } from "node:crypto";
import { openSync, unlinkSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assemble } from "./assemble.ts";
import { x8664Filter } from "./x86-64-filter.ts";

let cached: string | undefined;

/**
 * A path from which the launcher reads the filter, or `undefined` where there is none for this processor.
 * The file has no name on disk: it is reached through this process's descriptor, so nobody can rewrite it,
 * and it is gone with the process. Throws when the temporary directory cannot be written.
 */
export function filterFile(architecture: string = process.arch): string | undefined {
	if (architecture !== "x64") return undefined;
	cached ??= writeNameless(assemble(x8664Filter()));
	return cached;
}

function writeNameless(bytes: Uint8Array): string {
	const path = join(tmpdir(), `monmux-${randomBytes(8).toString("hex")}`);
	const descriptor = openSync(path, "wx+", 0o600);
	unlinkSync(path);
	writeSync(descriptor, bytes);
	return `/proc/${process.pid}/fd/${descriptor}`;
}
