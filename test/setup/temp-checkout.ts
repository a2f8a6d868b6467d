import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished, vi } from "vitest";

/**
 * A directory with `files`, gone when the test ends. Files that begin with `#!` can be run.
 * The path ends with a slash, as the one that set-up finds does.
 */
export function tempCheckout(files: Readonly<Record<string, string>>): string {
	const root = `${realpathSync(mkdtempSync(join(tmpdir(), "monmux-setup-")))}/`;
	onTestFinished(() => rmSync(root, { recursive: true, force: true }));
	chmodSync(root, 0o755);
	for (const [path, text] of Object.entries(files)) writeFile(join(root, path), text);
	return root;
}

/** What set-up says to the person from now on to the end of the test. */
export function listen(): string[] {
	const said: string[] = [];
	const spy = vi.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
	onTestFinished(() => spy.mockRestore());
	return said;
}

function writeFile(path: string, text: string): void {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, text, { mode: text.startsWith("#!") ? 0o755 : 0o644 });
}
