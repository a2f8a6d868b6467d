import { existsSync, renameSync, statSync } from "node:fs";
import type { Failure } from "../../../model/failure.ts";

/**
 * Moves a damaged database and its side files to `path.corrupt-N`, the first free N, so that nothing is lost.
 * Returns the new place, or undefined when there was no file. Throws what the file system throws.
 */
export function moveAside(path: string): string | undefined {
	const sides = ["", "-wal", "-shm"].filter((side) => existsSync(path + side));
	if (sides.length === 0) return undefined;
	let number = 1;
	while (sides.some((side) => existsSync(`${path}.corrupt-${number}${side}`))) number += 1;
	const aside = `${path}.corrupt-${number}`;
	// The log goes along: it holds the newest entries, and a new file must not find an old log beside it.
	for (const side of sides) renameSync(path + side, aside + side);
	return aside;
}

/** True when a file is gone or without a byte while its log is there: SQLite would begin anew and throw the log away. */
export function isEmptied(path: string): boolean {
	const size = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
	return size(path) === 0 && size(`${path}-wal`) > 0;
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
