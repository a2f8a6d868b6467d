import { existsSync, renameSync } from "node:fs";
import type { Failure } from "../../../model/failure.ts";

/**
 * Moves a damaged database and its side files to `path.corrupt-N`, the first free N, so that nothing is lost.
 * Returns the new place, or undefined when there was no file. Throws what the file system throws.
 */
export function moveAside(path: string): string | undefined {
	if (!existsSync(path)) return undefined;
	let number = 1;
	while (existsSync(`${path}.corrupt-${number}`)) number += 1;
	const aside = `${path}.corrupt-${number}`;
	renameSync(path, aside);
	// The log goes along: it holds the newest entries, and a new file must not find an old log beside it.
	for (const side of ["-wal", "-shm"]) if (existsSync(path + side)) renameSync(path + side, aside + side);
	return aside;
}

/** Says that a new file was begun, and where the old one is. */
export function replacedFailure(path: string, aside: string | undefined): Failure {
	const what = aside ? `was damaged and is now ${aside}` : "was removed";
	return {
		code: "journal",
		message: `${path} ${what}; a new one was begun.`,
		...(aside ? { remedy: "Nothing of it was deleted; `sqlite3 FILE .recover` reads what is left." } : {}),
	};
}
