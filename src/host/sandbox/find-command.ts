import { isAbsolute, join, resolve } from "node:path";
import { failed, ok, type Result } from "../../model/failure.ts";
import { diskFiles } from "./files.ts";

/** Where a command is looked for. */
export type CommandSearch = {
	readonly cwd: string;
	/** Directories of the inside's PATH. */
	readonly path: readonly string[];
	/** Directories of the host's PATH, to tell "hidden" from "missing". */
	readonly hostPath: readonly string[];
	readonly isVisible: (path: string) => boolean;
};

/** The file that a command word means inside the sandbox, or why there is none. */
export function findCommand(word: string, search: CommandSearch): Result<string> {
	if (word === "") return notFound("The command is empty.", "Give a program after --.");
	if (word.includes("/")) return findFile(word, search);
	const candidates = search.path.filter((directory) => isAbsolute(directory)).map((directory) => join(directory, word));
	const found = candidates.find((path) => isProgram(path, search));
	if (found !== undefined) return ok(found);
	const hidden = [...candidates, ...search.hostPath.map((directory) => join(directory, word))].find((path) =>
		diskFiles.executable(path),
	);
	if (hidden !== undefined) return isHidden(word, hidden);
	return notFound(
		`There is no program ${JSON.stringify(word)} in the sandbox's PATH: ${search.path.join(":")}.`,
		`Install it, write its path, or start a shell for built-ins: -- bash -c ${JSON.stringify(word)}.`,
	);
}

function findFile(word: string, search: CommandSearch): Result<string> {
	const path = resolve(search.cwd, word);
	if (isProgram(path, search)) return ok(path);
	const real = diskFiles.realpath(path);
	if (real === undefined) return notFound(`The program ${path} does not exist.`, "Check the path.");
	if (!diskFiles.executable(path)) {
		return notFound(`${path} is not an executable file.`, "Run chmod +x on it, or name its interpreter first.");
	}
	return isHidden(word, real);
}

function isProgram(path: string, search: CommandSearch): boolean {
	const real = diskFiles.realpath(path);
	return real !== undefined && search.isVisible(real) && diskFiles.executable(path);
}

function isHidden(word: string, path: string) {
	const real = diskFiles.realpath(path) ?? path;
	return notFound(
		`The program ${JSON.stringify(word)} is at ${real}, which the sandbox hides.`,
		`Show it with --read ${real}.`,
	);
}

function notFound(message: string, remedy: string) {
	return failed("command-not-found", message, remedy);
}
