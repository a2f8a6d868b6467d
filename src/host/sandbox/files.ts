import { accessSync, constants, lstatSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { isInside } from "./paths.ts";

/** What a name on disk is, without following it when it is a symbolic link. */
export type FileKind = "directory" | "file" | "link" | "other";

/** The questions that planning asks of a file system. None of them throws; `undefined` means "not there". */
export type Files = {
	kind(path: string): FileKind | undefined;
	realpath(path: string): string | undefined;
	/** Names in a directory, sorted; empty when it cannot be read. */
	list(path: string): readonly string[];
	/** True when the path is a file that this user may execute. */
	executable(path: string): boolean;
	/** The text of a small file. */
	text(path: string): string | undefined;
};

/** Answers from the real disk, at the moment of asking. */
export const diskFiles: Files = {
	kind: (path) => quietly(() => kindOf(path)),
	realpath: (path) => quietly(() => realpathSync(path)),
	list: (path) => quietly(() => readdirSync(path).sort()) ?? [],
	executable: (path) => quietly(() => mayExecute(path)) ?? false,
	text: (path) => quietly(() => readFileSync(path, "utf8")),
};

/** The real path, also when the last components do not exist yet. */
export function realpathOfMissing(path: string, files: Files): string {
	const absolute = resolve(path);
	const real = files.realpath(absolute);
	if (real !== undefined || absolute === "/") return real ?? absolute;
	return join(realpathOfMissing(dirname(absolute), files), basename(absolute));
}

/**
 * Where a path ends that goes into one of these directories and leaves it again through a link; else `undefined`.
 * A script that can write there can plant such a link.
 */
export function ledOutOf(path: string, directories: readonly string[], files: Files): string | undefined {
	const end = files.realpath(path);
	if (end === undefined) return undefined;
	for (let at = dirname(path); at !== dirname(at); at = dirname(at)) {
		const real = files.realpath(at);
		const entered = directories.find((directory) => real !== undefined && isInside(real, directory));
		if (entered !== undefined && !isInside(end, entered)) return end;
	}
	return undefined;
}

function kindOf(path: string): FileKind {
	const stat = lstatSync(path);
	if (stat.isSymbolicLink()) return "link";
	if (stat.isDirectory()) return "directory";
	return stat.isFile() ? "file" : "other";
}

function mayExecute(path: string): boolean {
	accessSync(path, constants.X_OK);
	return lstatSync(realpathSync(path)).isFile();
}

function quietly<T>(ask: () => T): T | undefined {
	try {
		return ask();
	} catch {
		return undefined;
	}
}
