import { failed, type Result } from "../../model/failure.ts";

/** The journal at `path` as JSON lines, also while a host writes it. Lines are read as they are asked for. */
export function exportEntries(_path: string): Result<Iterable<string>> {
	return failed("internal", "not built");
}
