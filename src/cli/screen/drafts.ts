import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanText } from "../../tui/ui/compose/insert.ts";

/** What is being written and was not sent, kept for the next time that the session is opened. */
export type Drafts = {
	load(): string;
	/** Writes only what changed since the last time. A place that cannot be written loses the draft and nothing else. */
	keep(text: string): void;
};

/** A draft is a message, not a store. */
const longestDraft = 100_000;

/** Drafts of a session, in a file of its state directory that only its person can read. */
export function draftsIn(directory: string): Drafts {
	const path = join(directory, "draft.txt");
	let known = "";
	return {
		load: () => {
			try {
				known = cleanText(readFileSync(path, "utf8").slice(0, longestDraft));
			} catch {
				known = "";
			}
			return known;
		},
		keep: (text) => {
			const wanted = text.slice(0, longestDraft);
			if (wanted === known) return;
			known = wanted;
			write(directory, path, wanted);
		},
	};
}

/** For a view that writes nothing. */
export const noDrafts: Drafts = { load: () => "", keep: () => undefined };

function write(directory: string, path: string, text: string): void {
	try {
		mkdirSync(directory, { recursive: true, mode: 0o700 });
		if (text === "") rmSync(path, { force: true });
		else writeFileSync(path, text, { mode: 0o600 });
	} catch {
		// A full or read-only disk: the message itself is still on the screen.
	}
}
