import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { evolveAll } from "../core/session/evolve/evolve.ts";
import { emptyState, type State } from "../core/session/state.ts";
import { exportEntries } from "../host/journal/export.ts";
import { type ParsedExport, parseExport } from "../host/journal/parse-export.ts";
import type { Result } from "../model/failure.ts";
import { ok } from "../model/failure.ts";
import type { Parsed } from "./arguments/parse-arguments.ts";
import { findPlace } from "./connect/place.ts";
import { fail, print } from "./print.ts";
import { eventLines, lsLines } from "./rows.ts";

/** `monmux export`: the journal as JSON lines, also while the host writes it. */
export async function exportHistory(): Promise<number> {
	const place = findPlace();
	if (!place.ok) return fail(place.failure);
	const lines = exportEntries(place.value.paths.journal);
	if (!lines.ok) return fail(lines.failure);
	for (const line of lines.value) print(line);
	return 0;
}

/**
 * What the session of this directory came to, from its journal: for reading when no host can be asked.
 * Fails with `journal` when there is none, or it cannot be read.
 */
export async function readPast(): Promise<Result<State>> {
	const place = findPlace();
	if (!place.ok) return place;
	const lines = exportEntries(place.value.paths.journal);
	if (!lines.ok) return lines;
	const history = await parseExport(Readable.from(lines.value));
	return history.ok ? ok(stateOf(history.value)) : history;
}

/** `monmux replay FILE`: folds an export and prints the final `ls` and `events`. */
export async function replay(parsed: Parsed): Promise<number> {
	const file = parsed.words[0] ?? "";
	const input = createReadStream(file);
	const missing = new Promise<never>((_, reject) => input.once("error", reject));
	missing.catch(() => undefined);
	try {
		const history = await Promise.race([parseExport(createInterface({ input })), missing]);
		if (!history.ok) return fail(history.failure);
		const state = stateOf(history.value);
		const json = parsed.flag("json");
		for (const line of [...lsLines(state, json), ...eventLines(state, json)]) print(line);
		return 0;
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return fail({ code: "bad-usage", message: `${file} cannot be read: ${reason}` });
	}
}

function stateOf({ base, entries }: ParsedExport): State {
	return evolveAll((base?.state as State | undefined) ?? emptyState, entries);
}
