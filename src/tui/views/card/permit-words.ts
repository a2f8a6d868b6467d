import type { Permission } from "../../../model/agent.ts";
import { breakRow } from "../said/break-row.ts";
import { placeRows } from "../said/call-rows.ts";
import { type DiffLook, diffRows } from "../said/diff-rows.ts";

/** Rows of a change on a card, and of what the agent says of the call; more is counted. */
const changedRows = 200;
const wordRows = 40;

/** What an agent wants to do with a tool of its own, in full: a person decides on it. */
export function permitWords({ call }: Permission, look: DiffLook): string[] {
	const title = call.title.split("\n").flatMap((line) => breakRow(line, look.width));
	const words = call.output === "" ? [] : call.output.trimEnd().split("\n");
	const said = words.slice(0, wordRows).flatMap((line) => breakRow(line, look.width));
	const left = words.length - wordRows;
	return [
		...title.map((row) => look.theme.style("bold", row)),
		...placeRows(call, look),
		...call.diffs.flatMap((change) => diffRows(change, look, changedRows)),
		...said,
		...(left > 0 ? [look.theme.style("dim", `${look.theme.signs.ellipsis} ${left} more lines`)] : []),
	];
}
