import { cutAtGrapheme } from "../../../base/cut-text.ts";
import type { MonitorRow } from "../hub-tools.ts";
import type { Answer } from "./tool.ts";

/** Characters of a command that are shown: enough to know it again. */
const commandLength = 300;

/** A monitor as the model reads it: the keys of the tools' parameters, and only what is known. */
export function describeRow(row: MonitorRow): Answer {
	const { id, name, state, policy, exitCode, signal, lastSeq, events } = row;
	const known = { policy, exit_code: exitCode, signal, age_seconds: Math.round(row.ageMs / 1000), last_seq: lastSeq };
	return { id, name, state, ...known, events, command: shorten(row.command) };
}

function shorten(command: string): string {
	return command.length <= commandLength ? command : `${cutAtGrapheme(command, commandLength)}…`;
}
