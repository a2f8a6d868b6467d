import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { root } from "./run-tool.ts";

/** Files by path under the project, with their text. */
export type Files = Readonly<Record<string, string>>;

/** A directory with `files` and copies of the checkout's own `configs`, gone when the test ends. */
export function tempProject(files: Files, configs: readonly string[]): string {
	const project = mkdtempSync(join(tmpdir(), "monmux-project-"));
	onTestFinished(() => rmSync(project, { recursive: true, force: true }));
	for (const name of configs) cpSync(join(root, name), join(project, name));
	symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(project, path)), { recursive: true });
		writeFileSync(join(project, path), text);
	}
	return project;
}
