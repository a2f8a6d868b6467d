import { cutAtGrapheme } from "../../../base/cut-text.ts";
import { countOf } from "../../../base/format-count.ts";
import { noteText } from "../notes.ts";
import type { UiState } from "../ui-state.ts";
import { change, type } from "./edit.ts";

/** Characters that a message may have. */
export const composerLimit = 200_000;

/** Puts typed text at the cursor. */
export function insertTyped(ui: UiState, text: string): UiState {
	return fitted(ui, cleanText(text), (fits) => type(ui.composer, fits));
}

/** Puts pasted text at the cursor as it is: newlines stay, control characters go. It is never a command. */
export function insertPasted(ui: UiState, text: string): UiState {
	const { cursor } = ui.composer;
	return fitted(ui, cleanText(text), (fits) => change(ui.composer, { from: cursor, to: cursor, text: fits }));
}

/** Text without control characters; a tab becomes blanks, since columns of a table should not run together. */
export function cleanText(text: string): string {
	const lines = text.replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n").replaceAll("\t", "    ");
	return lines.replace(/(?!\n)\p{Cc}/gu, "").toWellFormed();
}

function fitted(ui: UiState, text: string, insert: (fits: string) => UiState["composer"]): UiState {
	const fits = cutAtGrapheme(text, Math.max(0, composerLimit - ui.composer.text.length));
	const left = text.length - fits.length;
	const inserted = fits === "" ? ui : { ...ui, composer: insert(fits) };
	return left === 0
		? inserted
		: noteText(inserted, `the message is full: ${countOf(left, "character")} left out`, true);
}
