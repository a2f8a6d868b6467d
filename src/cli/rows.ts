import type { EventRow, MonitorRow, TranscriptRow } from "../core/session/report.ts";
import { eventRows, monitorRows, transcriptRows } from "../core/session/report.ts";
import type { State } from "../core/session/state.ts";
import type { Verdict } from "../model/event.ts";

/** Milliseconds since the epoch as ISO 8601 with milliseconds. */
export function iso(ms: number): string {
	return new Date(ms).toISOString();
}

/** What `monmux ls` prints. */
export function lsLines(state: State, json: boolean): string[] {
	const rows = monitorRows(state, iso);
	if (json) return rows.map((row) => JSON.stringify(row));
	const lines = rows.map(lsLine);
	for (const { id, why, proposal } of state.approvals)
		lines.push(`${id}  waits for an answer: ${proposal.type} (${why})`);
	return lines;
}

/** What `monmux events` prints. */
export function eventLines(state: State, json: boolean): string[] {
	return eventRows(state, iso).map((row) => (json ? JSON.stringify(row) : eventLine(row)));
}

/** What `monmux transcript` prints. */
export function transcriptLines(state: State, json: boolean): string[] {
	return transcriptRows(state, iso).map((row) => (json ? JSON.stringify(row) : transcriptLine(row)));
}

const marks: Record<Verdict, string> = { forwarded: "▸", held: "◌", muted: "·", dropped: "×", suppressed: "≈" };

/** One event for a person: time, verdict, id, monitor, and its text with the further lines indented. */
export function eventLine(row: EventRow): string {
	const [first = "", ...more] = row.text.split("\n");
	const left = row.cut.lines + row.cut.bytes > 0;
	const cut = left ? ` (left out: ${row.cut.lines} lines, ${row.cut.bytes} bytes; monmux logs ${row.monitor})` : "";
	const head = `${localTime(row.at)} ${marks[row.verdict]} ${row.verdict.padEnd(10)} ${row.id.padEnd(5)} ${row.monitor}: ${first}`;
	return [head, ...more.map((line) => `    ${line}`)].join("\n") + cut;
}

/** One message for a person. */
export function transcriptLine(row: TranscriptRow): string {
	return `${localTime(row.at)} ${row.from}: ${row.text.replaceAll("\n", "\n    ")}`;
}

function lsLine(row: MonitorRow): string {
	const end = row.signal ?? (row.exitCode === null ? "" : `exit ${row.exitCode}`);
	const badge = row.sandboxed ? "" : "  UNSANDBOXED";
	const counts = `${row.events.total} events, ${row.events.held} held`;
	const state = `${row.state} ${end}`.trim();
	return `${row.id.padEnd(4)} ${row.name.padEnd(16)} ${state.padEnd(16)} ${row.policy.padEnd(5)} ${counts}${badge}  ${row.command.join(" ")}`;
}

function localTime(isoTime: string): string {
	return new Date(isoTime).toTimeString().slice(0, 8);
}
