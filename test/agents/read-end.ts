import { readFileSync } from "node:fs";

/** The end of a log; nothing when there is none. */
export function readEnd(path: string): string {
	try {
		return readFileSync(path, "utf8").slice(-2000);
	} catch {
		return "";
	}
}
