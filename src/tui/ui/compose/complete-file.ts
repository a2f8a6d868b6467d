import type { Composer, UiState } from "../ui-state.ts";
import { completed } from "./completion.ts";

/** Files that Tab walks through at most. */
export const offeredFiles = 20;

/** The beginning of a path behind an `@` before the cursor; undefined when none is being written. */
export function filePrefix({ text, cursor }: Composer): string | undefined {
	return /(?:^|\s)@(\S*)$/u.exec(text.slice(0, cursor))?.[1];
}

/** Whether Tab goes from one completion to the next. With a single one it goes on behind it. */
export function isWalking({ completion }: Composer): boolean {
	return completion !== undefined && completion.options.length > 1;
}

/** Puts the first of the files into the text; the next Tab takes the next one. An answer that comes too late is void. */
export function completedFile(ui: UiState, prefix: string, files: readonly string[]): UiState {
	const { composer } = ui;
	if (filePrefix(composer) !== prefix || isWalking(composer) || files.length === 0) return ui;
	const words = files.slice(0, offeredFiles);
	const before = composer.text.slice(0, composer.cursor - prefix.length);
	const after = composer.text.slice(composer.cursor);
	// Behind a folder more of the path may follow, behind a file the next word.
	const options = words.map((path) => before + path + (path.endsWith("/") ? "" : " ") + after);
	return { ...ui, composer: completed(composer, { options, words, index: 0, after: after.length }) };
}
