import { z } from "zod";
import { type Entry, entrySchema } from "../../model/entry.ts";
import { type Failure, failed, ok, type Result } from "../../model/failure.ts";
import { exportVersion } from "./export.ts";
import type { Base } from "./journal-options.ts";
import { parseJson } from "./store/stored-entry.ts";

/** What an export says. The state is `entries` folded onto `base`, or onto nothing. */
export type ParsedExport = {
	readonly base?: Base;
	/** Entries that the base holds already: to be read, not to be folded. */
	readonly history: readonly Entry[];
	/** Entries after the base, oldest first. */
	readonly entries: readonly Entry[];
};

/**
 * Reads an export, from one text or line by line. Empty lines are skipped, and `seq` may be absent (a file written by hand).
 * Fails with `journal`, and `version-mismatch` for a newer format; the message names the first bad line and what was expected.
 */
export async function parseExport(lines: AsyncIterable<string> | string): Promise<Result<ParsedExport>> {
	const reading: Reading = { lastSeq: 0, started: false, rows: [] };
	let number = 0;
	for await (const line of typeof lines === "string" ? lines.split("\n") : lines) {
		number += 1;
		const failure = line.trim() === "" ? undefined : readLine(reading, line);
		if (failure)
			return { ok: false, failure: { ...failure, message: `Line ${number} of the export: ${failure.message}` } };
	}
	if (!reading.started) return failed("journal", "The export is empty: expected a header in line 1.");
	return ok(split(reading));
}

type Reading = { lastSeq: number; started: boolean; base?: Base; rows: { seq: number; entry: Entry }[] };

const headerSchema = z.object({
	monmux: z.literal("journal"),
	version: z.number(),
	base: z.object({ seq: z.number().int().min(0), state: z.unknown() }).optional(),
});
const numberedSchema = z.object({ seq: z.number().int().min(1).optional() });
const entryTypes = entrySchema.options.map((option) => option.shape.type.value);

function readLine(reading: Reading, line: string): Failure | undefined {
	const value = parseJson(line);
	if (typeof value !== "object" || value === null) return bad("expected a JSON object.");
	if (!reading.started || "monmux" in value) return readHeader(reading, value);
	return readEntry(reading, value);
}

function readHeader(reading: Reading, value: object): Failure | undefined {
	const header = headerSchema.safeParse(value);
	if (!header.success) return bad(`expected a header like {"monmux":"journal","version":${exportVersion}}.`);
	const { version, base } = header.data;
	if (version !== exportVersion)
		return {
			code: "version-mismatch",
			message: `expected version ${exportVersion}, found ${version}.`,
			remedy: "Use the monmux that wrote the file.",
		};
	reading.started = true;
	if (base) reading.base = { seq: base.seq, state: base.state };
	return undefined;
}

function readEntry(reading: Reading, value: object): Failure | undefined {
	const numbered = numberedSchema.safeParse(value);
	if (!numbered.success) return bad(first(numbered.error));
	const seq = numbered.data.seq ?? reading.lastSeq + 1;
	if (seq <= reading.lastSeq) return bad(`expected a seq over ${reading.lastSeq}, found ${seq}.`);
	const entry = entrySchema.safeParse(value);
	if (!entry.success) return bad(expectedEntry(value, entry.error));
	reading.lastSeq = seq;
	reading.rows.push({ seq, entry: entry.data });
	return undefined;
}

function expectedEntry(value: object, error: z.ZodError): string {
	const type = "type" in value ? value.type : undefined;
	if (entryTypes.some((known) => known === type)) return first(error);
	return `expected an entry with a type of ${entryTypes.join(", ")}; found ${JSON.stringify(type)}.`;
}

/** The first problem, with the place in the line. */
function first(error: z.ZodError): string {
	const issue = error.issues[0];
	const place = issue?.path.join(".");
	return `${place ? `${place}: ` : ""}${issue?.message ?? "not understood"}`;
}

function bad(message: string): Failure {
	return { code: "journal", message };
}

function split({ base, rows }: Reading): ParsedExport {
	const from = base?.seq ?? 0;
	const history = rows.filter((row) => row.seq <= from).map((row) => row.entry);
	const entries = rows.filter((row) => row.seq > from).map((row) => row.entry);
	return base ? { base, history, entries } : { history, entries };
}
