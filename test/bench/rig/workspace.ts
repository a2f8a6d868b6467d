import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** The starter of the built program. */
export const starter = fileURLToPath(new URL("../../../bin/monmux.js", import.meta.url));

/** A project and a home of its own, so that a bench neither sees nor changes anything of the person's. */
export type Workspace = {
	readonly project: string;
	readonly home: string;
	readonly env: Readonly<Record<string, string>>;
	/** Runs a subcommand to its end and gives its stdout; rejects when it failed. */
	command(...args: string[]): Promise<string>;
	remove(): void;
};

/** Makes an empty workspace in the temporary directory. */
export function makeWorkspace(): Workspace {
	const root = realpathSync(mkdtempSync(join(tmpdir(), "mmb-")));
	const home = join(root, "home");
	const project = join(root, "project");
	const runtime = join(root, "run");
	for (const directory of [home, project, runtime]) mkdirSync(directory, { mode: 0o700 });
	// For profiles: options of Node for the measured program alone, such as --cpu-prof.
	const { BENCH_NODE_OPTIONS: options } = process.env;
	const env: Record<string, string> = {
		PATH: process.env.PATH ?? "/usr/bin:/bin",
		HOME: home,
		XDG_RUNTIME_DIR: runtime,
		TERM: "xterm-256color",
		COLORTERM: "truecolor",
		LANG: "C.UTF-8",
		...(options ? { NODE_OPTIONS: options } : {}),
	};
	const command = async (...args: string[]): Promise<string> => {
		const how = { cwd: project, env, maxBuffer: 64 * 1024 * 1024 };
		return (await promisify(execFile)(process.execPath, [starter, ...args], how)).stdout;
	};
	return { project, home, env, command, remove: () => rmSync(root, { recursive: true, force: true }) };
}
