import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { Journal } from "../../../src/host/journal/journal.ts";
import { openJournal } from "../../../src/host/journal/journal.ts";
import type { JournalOptions } from "../../../src/host/journal/journal-options.ts";
import type { Entry } from "../../../src/model/entry.ts";
import type { Failure, Result } from "../../../src/model/failure.ts";

/** A directory that is gone after the test. */
export function temporaryDirectory(): string {
	const path = mkdtempSync(join(tmpdir(), "monmux-journal-"));
	onTestFinished(() => rmSync(path, { recursive: true, force: true }));
	return path;
}

/** The value of a result that has to be a success. */
export function unwrap<T>(result: Result<T>): T {
	if (!result.ok) throw new Error(result.failure.message);
	return result.value;
}

/** The failure of a result that has to be one. */
export function failureOf(result: Result<unknown>): Failure {
	if (result.ok) throw new Error("expected a failure");
	return result.failure;
}

/** A journal that is closed after the test. */
export function journalAt(path: string, options: JournalOptions = {}): Journal {
	const journal = unwrap(openJournal(path, options));
	onTestFinished(() => void journal.close());
	return journal;
}

export function noticed(text: string): Entry {
	return { type: "noticed", at: 1, text };
}

/** `from`, …, `to` as entries. */
export function numbered(from: number, to: number): Entry[] {
	return Array.from({ length: to - from + 1 }, (_, index) => noticed(String(from + index)));
}

export function texts(entries: Iterable<Entry>): string[] {
	return [...entries].map((entry) => (entry.type === "noticed" ? entry.text : entry.type));
}

/** Waits until something is true; fails after ten seconds. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
	const end = performance.now() + 10_000;
	while (!(await condition())) {
		if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
		await sleep(5);
	}
}

/** The scripts that run as processes of their own. */
const children = {
	append: new URL("./children/append.ts", import.meta.url),
	fullJournal: new URL("./children/full-journal.ts", import.meta.url),
	fullRawLog: new URL("./children/full-raw-log.ts", import.meta.url),
	holdLock: new URL("./children/hold-lock.ts", import.meta.url),
	open: new URL("./children/open.ts", import.meta.url),
};
export type ChildName = keyof typeof children;

/** Starts a script of `children/`, under `wrapper` when given; it is gone after the test. */
export function startChild(name: ChildName, args: readonly string[], wrapper: readonly string[] = []): ChildProcess {
	const script = fileURLToPath(children[name]);
	const [file = "", ...rest] = [...wrapper, process.execPath, script, ...args];
	const child = spawn(file, rest, { stdio: ["pipe", "pipe", "inherit"] });
	onTestFinished(() => void child.kill("SIGKILL"));
	return child;
}

/** A child's first line that begins with `word`, without it. */
export async function lineOf(child: ChildProcess, word: string): Promise<string> {
	let text = "";
	for await (const chunk of child.stdout ?? []) {
		text += chunk;
		const line = text
			.split("\n")
			.slice(0, -1)
			.find((candidate) => candidate.startsWith(word));
		if (line !== undefined) return line.slice(word.length).trim();
	}
	throw new Error(`no line with ${word} in ${JSON.stringify(text)}`);
}

/** All that a child prints until it ends, which must be well. */
export async function outputOf(child: ChildProcess): Promise<string> {
	let text = "";
	child.stdout?.on("data", (chunk) => {
		text += chunk;
	});
	const code = await new Promise((resolve) => child.on("close", resolve));
	if (code !== 0) throw new Error(`the child ended with ${code}: ${text}`);
	return text;
}

/** A wrapper under which `directory` is an empty file system of so many bytes. */
export function smallDisk(directory: string, bytes: number): string[] {
	return ["bwrap", "--dev-bind", "/", "/", "--size", String(bytes), "--tmpfs", directory, "--die-with-parent", "--"];
}

/** A wrapper under which nothing in `directory` can be written. */
export function readOnlyDisk(directory: string): string[] {
	return ["bwrap", "--dev-bind", "/", "/", "--ro-bind", directory, directory, "--die-with-parent", "--"];
}
