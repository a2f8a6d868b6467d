import type { Entry } from "../../model/entry.ts";
import { failed, type Result } from "../../model/failure.ts";
import type { Base } from "./journal.ts";

/** What an export says. The state is `entries` folded onto `base`, or onto nothing. */
export type ParsedExport = {
	readonly base?: Base;
	/** Entries that the base holds already: to be read, not to be folded. */
	readonly history: readonly Entry[];
	/** Entries after the base, oldest first. */
	readonly entries: readonly Entry[];
};

/** Reads an export. The failure names the first bad line and what was expected there. */
export async function parseExport(_lines: AsyncIterable<string> | string): Promise<Result<ParsedExport>> {
	return failed("internal", "not built");
}
