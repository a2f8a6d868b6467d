import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Files that are offered at most. */
const mostFiles = 20;
/** A directory tree that takes longer to list, or whose names are more bytes, is looked at one folder at a time. */
const patienceMs = 1000;
const mostBytes = 8 * 1024 * 1024;

/**
 * Files of a directory whose paths begin with a prefix, then those that hold it, the shortest first.
 * In a git repository what it ignores is left out. Never fails; nothing found is an empty list.
 */
export async function findFiles(cwd: string, prefix: string): Promise<readonly string[]> {
	if (prefix.startsWith("/") || prefix.split("/").includes("..")) return [];
	const known = await listedByGit(cwd);
	return known ? bestOf(known, prefix) : inFolder(cwd, prefix);
}

/** Undefined outside of a repository. A hook that the repository configures is not run. */
function listedByGit(cwd: string): Promise<readonly string[] | undefined> {
	const asked = ["-c", "core.fsmonitor=false", "ls-files", "-z", "--cached", "--others", "--exclude-standard"];
	const options = { cwd, timeout: patienceMs, maxBuffer: mostBytes };
	return new Promise((resolve) => {
		execFile("git", asked, options, (error, stdout) => {
			resolve(error ? undefined : stdout.split("\0").filter((path) => path !== ""));
		});
	});
}

function bestOf(paths: readonly string[], prefix: string): string[] {
	const wanted = prefix.toLowerCase();
	const begin = paths.filter((path) => path.toLowerCase().startsWith(wanted));
	const hold = wanted === "" ? [] : paths.filter((path) => path.toLowerCase().indexOf(wanted) > 0);
	return [...new Set([...begin.sort(shorterFirst), ...hold.sort(shorterFirst)])].filter(isPlain).slice(0, mostFiles);
}

/** The entries of the folder that the prefix is in; folders end with a slash. */
async function inFolder(cwd: string, prefix: string): Promise<string[]> {
	const folder = prefix.endsWith("/") ? prefix.slice(0, -1) : dirname(prefix);
	const entries = await readdir(join(cwd, folder), { withFileTypes: true }).catch(() => []);
	const paths = entries.map((entry) => {
		const path = folder === "." ? entry.name : `${folder}/${entry.name}`;
		return entry.isDirectory() ? `${path}/` : path;
	});
	const shown = paths.filter((path) => path.startsWith(prefix) && isPlain(path));
	return shown.sort(shorterFirst).slice(0, mostFiles);
}

/** A name that could not be written behind an `@`, or that would do something to the terminal, is not offered. */
function isPlain(path: string): boolean {
	return !/[\s\p{Cc}]/u.test(path);
}

function shorterFirst(one: string, other: string): number {
	return one.length - other.length || (one < other ? -1 : 1);
}
