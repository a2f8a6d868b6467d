import { countOf } from "../../../base/format-count.ts";
import type { ToolCall } from "../../../model/agent.ts";
import { firstLine, shorten } from "../../paint/text.ts";
import type { Tone } from "../../paint/theme.ts";
import { displayWidth } from "../../screen/cells.ts";
import { breakRow } from "./break-row.ts";
import { countWords, type DiffLook, diffRows } from "./diff-rows.ts";
import { laidOut } from "./laid-out.ts";
import { shortPath } from "./short-path.ts";

/** Rows of what a call found, and of its changes, when it is shown whole. */
const outputRows = 30;
const changedRows = 60;
const indent = "    ";

/** The call of a tool as one row with its mark, or with all that is known of it. */
export function callRows(call: ToolCall, look: DiffLook & { readonly expanded: boolean }): string[] {
	const head = headRow(call, look);
	if (!look.expanded) return [head];
	const inside = { ...look, width: Math.max(2, look.width - indent.length) };
	const below = [
		...placeRows(call, inside),
		...call.diffs.flatMap((change) => diffRows(change, inside, changedRows)),
		...resultRows(call, inside),
	];
	return [head, ...below.map((row) => indent + row)];
}

/** The places that a call touches and that its one row does not show. */
export function placeRows({ places }: ToolCall, { width, cwd, theme }: DiffLook): string[] {
	return places.flatMap((place) =>
		breakRow(firstLine(shortPath(place, cwd)), width).map((row) => theme.style("dim", row)),
	);
}

function headRow(call: ToolCall, { width, cwd, theme }: DiffLook): string {
	const mark = theme.style(tones[call.status], theme.calls[call.status]);
	const [first] = call.places;
	const more = call.places.length > 1 ? ` +${call.places.length - 1}` : "";
	const place = first === undefined ? "" : firstLine(shortPath(first, cwd)) + more;
	const side = [place, countWords(call.diffs, theme)].filter((word) => word !== "").join("  ");
	const room = Math.max(8, width - 4);
	const shown = shorten(side, Math.floor(room / 2), theme);
	const title = shorten(firstLine(call.title), room - displayWidth(shown) - 2, theme);
	return `  ${mark} ${title}  ${theme.style("dim", shown)}`.trimEnd();
}

/** What it found: the first rows of it, and how many there are. */
function resultRows({ output }: ToolCall, { width, theme }: DiffLook): string[] {
	if (output.trim() === "") return [];
	const rows = laidOut(output)
		.trimEnd()
		.split("\n")
		.flatMap((line) => breakRow(line, width - 2));
	const left = rows.length - outputRows;
	const shown = left > 1 ? rows.slice(0, outputRows) : rows;
	const more = left > 1 ? [`${theme.signs.ellipsis} ${countOf(left, "more row")}`] : [];
	return [...shown, ...more].map((row) => theme.style("dim", `${theme.signs.gutter} ${row}`));
}

const tones: Readonly<Record<ToolCall["status"], Tone>> = {
	waiting: "dim",
	running: "attention",
	done: "good",
	failed: "bad",
};
