import { formatCount } from "../../base/format-count.ts";
import { noteText } from "./notes.ts";
import { scrollTo } from "./scrolling.ts";
import type { UiState } from "./ui-state.ts";
import { without } from "./without.ts";

/** The host's answer to a search: scrollback offsets of the lines that match, newest first. */
export type Matches = { readonly monitor: string; readonly query: string; readonly offsets: readonly number[] };

/** Shows what a search found, beginning at the place the person looks at. An answer to another search is ignored. */
export function foundMatches(ui: UiState, matches: Matches): UiState {
	const { search } = ui;
	if (!search || search.monitor !== matches.monitor || search.query !== matches.query) return ui;
	const { offsets } = matches;
	if (offsets.length === 0)
		return noteText({ ...ui, search: { ...search, offsets } }, `no match for "${search.query}"`, true);
	const here = ui.scroll[search.monitor] ?? 0;
	const index = Math.max(
		0,
		offsets.findIndex((offset) => offset >= here),
	);
	return atMatch({ ...ui, search: { ...search, offsets, index } });
}

/** Goes to the next match, further back (1), or to the previous one (-1); around at the ends. */
export function showMatch(ui: UiState, step: 1 | -1): UiState {
	const { search } = ui;
	if (!search || search.offsets.length === 0) return ui;
	const { length } = search.offsets;
	return atMatch({ ...ui, search: { ...search, index: (search.index + step + length) % length } });
}

/** Forgets the search and its matches. */
export function endSearch(ui: UiState): UiState {
	return without(ui, "search");
}

function atMatch(ui: UiState): UiState {
	const { search } = ui;
	const offset = search?.offsets[search.index];
	if (!search || offset === undefined) return ui;
	const text = `match ${search.index + 1} of ${formatCount(search.offsets.length)}`;
	return noteText(scrollTo(ui, search.monitor, offset), text);
}
