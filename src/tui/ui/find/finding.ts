import { formatCount } from "../../../base/format-count.ts";
import { noteText } from "../notes.ts";
import type { UiState } from "../ui-state.ts";
import { without } from "../without.ts";

/** Where the conversation holds a text: scroll positions that show it, newest first. */
export type Found = { readonly query: string; readonly offsets: readonly number[] };

/** Shows the newest match in the conversation. */
export function foundInTalk(ui: UiState, { query, offsets }: Found): UiState {
	if (offsets.length === 0) return noteText(without(ui, "find"), `the conversation does not hold "${query}"`, true);
	return atFound({ ...ui, find: { query, offsets, index: 0 } });
}

/** Shows the next match, further back; around at the end. */
export function nextFound(ui: UiState): UiState {
	const { find } = ui;
	return find ? atFound({ ...ui, find: { ...find, index: (find.index + 1) % find.offsets.length } }) : ui;
}

function atFound(ui: UiState): UiState {
	const { find } = ui;
	const offset = find?.offsets[find.index];
	if (!find || offset === undefined) return ui;
	const text = `match ${find.index + 1} of ${formatCount(find.offsets.length)}: Ctrl+R goes on`;
	return noteText({ ...ui, talkScroll: offset }, text);
}
