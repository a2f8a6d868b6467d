import { cellWidth } from "../core/lines/cell-width.ts";
import type { EventRow, MonitorRow, TranscriptRow } from "../core/session/report.ts";
import { eventRows, monitorRows, transcriptRows } from "../core/session/report.ts";
import { allAgents } from "../core/session/select.ts";
import type { Agent, State } from "../core/session/state.ts";
import type { Approval } from "../model/approval.ts";
import type { Verdict } from "../model/event.ts";
import { commandText } from "../model/shell-line.ts";
import { printable } from "./plain/printable.ts";

/** Milliseconds since the epoch as ISO 8601 with milliseconds. */
export function iso(ms: number): string {
	return new Date(ms).toISOString();
}

/** What `monmux ls` prints. */
export function lsLines(state: State, json: boolean): string[] {
	const rows = monitorRows(state, iso);
	if (json) return rows.map((row) => JSON.stringify(row));
	const asked = state.approvals.map((approval) => {
		const { id, why, proposal } = approval;
		return `${id}  waits for an answer: ${proposal.type} ${proposedName(state, approval)} (${why})`;
	});
	return [...aligned(rows.map(lsCells)), ...asked].map(printable);
}

/** What `monmux events` prints. */
export function eventLines(state: State, json: boolean): string[] {
	return eventRows(state, iso).map((row) => (json ? JSON.stringify(row) : eventLine(row)));
}

/** What `monmux transcript` prints: of one agent, or of the leading one. */
export function transcriptLines(state: State, json: boolean, agent?: string): string[] {
	return transcriptRows(state, iso, agent).map((row) => (json ? JSON.stringify(row) : transcriptLine(row)));
}

/** One line of `monmux agents --json`. */
export type AgentRow = {
	id: string;
	kind: string;
	state: Agent["state"];
	reason: string | null;
	leads: boolean;
	turn: string | null;
	queued: number;
	waiting: number;
	used: number | null;
	size: number | null;
};

/** What `monmux agents` prints. */
export function agentLines(state: State, json: boolean): string[] {
	const rows = allAgents(state).map((agent) => agentRow(agent, state.lead));
	return rows.map((row) => (json ? JSON.stringify(row) : printable(agentLine(row))));
}

function agentRow({ id, kind, state, reason, usage, conversation }: Agent, lead: string): AgentRow {
	const { turn, queued, waiting } = conversation;
	return {
		...{ id, kind, state },
		reason: reason ?? null,
		leads: id === lead,
		turn: turn?.id ?? null,
		queued: queued.length,
		waiting: waiting.length,
		used: usage?.used ?? null,
		size: usage?.size ?? null,
	};
}

function agentLine(row: AgentRow): string {
	const doing = row.state === "ready" ? (row.turn === null ? "idle" : "works") : row.state;
	const waits = row.queued + row.waiting > 0 ? `  ${row.queued} messages and ${row.waiting} events wait` : "";
	const why = row.reason === null ? "" : `  ${row.reason}`;
	return `${row.id.padEnd(16)} ${row.kind.padEnd(10)} ${doing.padEnd(8)} ${row.leads ? "leads" : "     "}${waits}${why}`.trimEnd();
}

const marks: Record<Verdict, string> = { forwarded: "▸", held: "◌", muted: "·", dropped: "×", suppressed: "≈" };

/** One event for a person: time, verdict, id, monitor, and its text with the further lines indented. */
export function eventLine(row: EventRow): string {
	const [first = "", ...more] = row.text.split("\n");
	const left = row.cut.lines + row.cut.bytes > 0;
	const cut = left ? ` (left out: ${row.cut.lines} lines, ${row.cut.bytes} bytes; monmux logs ${row.monitor})` : "";
	const head = `${localTime(row.at)} ${marks[row.verdict]} ${row.verdict.padEnd(10)} ${row.id.padEnd(5)} ${row.monitor}: ${first}`;
	return printable([head, ...more.map((line) => `    ${line}`)].join("\n") + cut);
}

/** One message for a person. */
export function transcriptLine(row: TranscriptRow): string {
	return printable(`${localTime(row.at)} ${row.from}: ${row.text.replaceAll("\n", "\n    ")}`);
}

function proposedName(state: State, { proposal }: Approval): string {
	if (proposal.type === "start") return proposal.spec.name;
	if (proposal.type === "permit") return proposal.permission.call.title.replaceAll("\n", " ");
	return state.monitors[proposal.monitor]?.spec.name ?? proposal.monitor;
}

/** What each column has at least, so that one listing looks like the next. */
const leastWidths = [4, 16, 16, 5];

/** Every column is as wide as its widest cell; the last one ends the line. */
function aligned(rows: readonly (readonly string[])[]): string[] {
	const widths = leastWidths.map((least, column) => Math.max(least, ...rows.map((row) => widthOf(row[column] ?? ""))));
	return rows.map((row) => row.map((cell, column) => cell + blanks((widths[column] ?? 0) - widthOf(cell))).join(" "));
}

function blanks(count: number): string {
	return " ".repeat(Math.max(0, count));
}

function widthOf(text: string): number {
	let width = 0;
	for (const character of text) width += cellWidth(character);
	return width;
}

function lsCells(row: MonitorRow): string[] {
	const end = row.signal ?? (row.exitCode === null ? "" : `exit ${row.exitCode}`);
	const badge = row.sandboxed ? "" : "  UNSANDBOXED";
	const { total, held, dropped } = row.events;
	const counts = `${total} events, ${held} held${dropped === 0 ? "" : `, ${dropped} dropped`}`;
	const state = `${row.state} ${end}`.trim();
	const command = commandText(row.command).replaceAll("\n", " ");
	return [row.id, printable(row.name).replaceAll("\n", " "), state, row.policy, `${counts}${badge}  ${command}`];
}

function localTime(isoTime: string): string {
	return new Date(isoTime).toTimeString().slice(0, 8);
}
