import { structuredPatch } from "diff";
import { countOf } from "../../../base/format-count.ts";
import type { ToolCall } from "../../../model/agent.ts";
import { firstLine } from "../../paint/text.ts";
import type { Theme, Tone } from "../../paint/theme.ts";
import { cleanSpan, paintSpans, wrapSpans } from "../markdown/spans.ts";
import { breakRow } from "./break-row.ts";
import { shortPath } from "./short-path.ts";

/** One change of a file, as the agent gave it. */
export type FileChange = ToolCall["diffs"][number];

/** What a change of a file looks like depends on this besides the change. */
export type DiffLook = { readonly width: number; readonly cwd: string; readonly theme: Theme };

/** Lines around a change that are shown with it. */
const context = 2;
/** Changed lines beyond which two texts are not compared any more: it would hold the screen up. */
const mostEdits = 2000;

/** How many lines a change adds and takes away; undefined when the texts are too different to compare. */
export function countChanges(change: FileChange): { added: number; removed: number } | undefined {
	return compared(change)?.counts;
}

/** `+3 −1`, the counts of several changes together; empty when there is nothing to count. */
export function countWords(changes: readonly FileChange[], theme: Theme): string {
	const counts = changes.flatMap((change) => countChanges(change) ?? []);
	if (counts.length === 0) return "";
	const sum = counts.reduce((all, one) => ({ added: all.added + one.added, removed: all.removed + one.removed }));
	return `+${sum.added} ${theme.signs.minus}${sum.removed}`;
}

/** A change as rows: the path with its counts, then the changed lines and what stands around them. */
export function diffRows(change: FileChange, look: DiffLook, most: number): string[] {
	const { theme, width } = look;
	const counts = countWords([change], theme);
	const path = firstLine(shortPath(change.path, look.cwd));
	const title = [
		{ text: path, tone: "bold" as const },
		{ text: counts === "" ? "" : `  ${counts}`, tone: "dim" as const },
	];
	const head = wrapSpans(title.map(cleanSpan), width).map((row) => paintSpans(row, theme));
	const lines = compared(change)?.lines ?? ["\\too different to be shown line by line"];
	const shown = lines.slice(0, most);
	const left = lines.length - shown.length;
	const more = left > 0 ? [theme.style("dim", `${theme.signs.ellipsis} ${countOf(left, "more line")}`)] : [];
	return [...head, ...shown.flatMap((line) => paintLine(line, look)), ...more];
}

type Compared = { readonly lines: readonly string[]; readonly counts: { added: number; removed: number } };

const remembered = new WeakMap<FileChange, { readonly compared: Compared | undefined }>();

/** Compared once for each change: a card is drawn with every key that is pressed. */
function compared(change: FileChange): Compared | undefined {
	const known = remembered.get(change) ?? { compared: compare(change) };
	remembered.set(change, known);
	return known.compared;
}

function compare({ path, before, after }: FileChange): Compared | undefined {
	const patch = structuredPatch(path, path, before, after, "", "", { context, maxEditLength: mostEdits });
	if (!patch) return undefined;
	const changed = patch.hunks.flatMap((hunk) => hunk.lines).filter((line) => !line.startsWith("\\"));
	// Agents tell of pieces of a file, and a piece rarely ends with a line's end: only a change of that is worth a row.
	const endsAlike = before.endsWith("\n") === after.endsWith("\n");
	const shown = (lines: readonly string[]) => (endsAlike ? lines.filter((line) => !line.startsWith("\\")) : lines);
	const lines = patch.hunks.flatMap((hunk) => [`@ line ${hunk.newStart}`, ...shown(hunk.lines)]);
	const begin = (sign: string) => changed.filter((line) => line.startsWith(sign)).length;
	return { lines, counts: { added: begin("+"), removed: begin("-") } };
}

function paintLine(line: string, { width, theme }: DiffLook): string[] {
	const tone = lineTones.get(line.charAt(0)) ?? "plain";
	return breakRow(line, width).map((row) => theme.style(tone, row));
}

const lineTones: ReadonlyMap<string, Tone> = new Map([
	["+", "good"],
	["-", "bad"],
	["@", "dim"],
	["\\", "dim"],
]);
