import type { Failure } from "../../model/failure.ts";
import type { UiState } from "./ui-state.ts";

/** Shows a few words at the bottom for as long as it takes to read them. `bad` is for what did not work. */
export function noteText(ui: UiState, text: string, bad = false): UiState {
	const shownMs = Math.min(longestMs, Math.max(shortestMs, text.length * msPerCharacter));
	return { ...ui, note: { text, until: ui.now + shownMs, bad } };
}

/** Shows why something did not work, and what to do about it. */
export function noteFailure(ui: UiState, failure: Failure): UiState {
	const { message, remedy } = failure;
	const sentence = /[.?!]$/.test(message) ? message : `${message}.`;
	return noteText(ui, remedy === undefined ? message : `${sentence} ${remedy}`, true);
}

const shortestMs = 3000;
const longestMs = 20_000;
const msPerCharacter = 80;
