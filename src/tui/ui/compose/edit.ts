import type { Composer } from "../ui-state.ts";
import { without } from "../without.ts";
import { snap } from "./graphemes.ts";

/** A change of the text: what goes, by indices, and what comes. */
export type Change = { readonly from: number; readonly to: number; readonly text: string };

/** Earlier texts that undo remembers, by number and by characters. */
export const undoBounds = { count: 100, characters: 1_000_000 } as const;

/** Replaces a part of the text and puts the cursor behind it. The text before is kept for undo. */
export function change(composer: Composer, { from, to, text }: Change): Composer {
	const next = composer.text.slice(0, from) + text + composer.text.slice(to);
	const cursor = snap(next, from + text.length);
	return { ...settle(composer), text: next, cursor, past: remember(composer) };
}

/** Replaces the whole text. */
export function changeAll(composer: Composer, text: string): Composer {
	return change(composer, { from: 0, to: composer.text.length, text });
}

/** Types characters at the cursor. Undo takes a word that was typed in one go as one edit. */
export function type(composer: Composer, text: string): Composer {
	const { cursor } = composer;
	const changed = change(composer, { from: cursor, to: cursor, text });
	if (/\s/u.test(text)) return changed;
	return { ...changed, typing: true, past: composer.typing ? composer.past : changed.past };
}

/** Moves the cursor to an index, or to the next border between graphemes. */
export function moveTo(composer: Composer, index: number): Composer {
	return { ...without(composer, "typing", "completion"), cursor: snap(composer.text, index) };
}

/** Takes the last edit back. */
export function undoEdit(composer: Composer): Composer {
	const last = composer.past.at(-1);
	return last ? { ...settle(composer), ...last, past: composer.past.slice(0, -1) } : composer;
}

/** An edit ends the walks through history and completions: what they brought is now what is written. */
function settle(composer: Composer): Composer {
	return without(composer, "typing", "completion", "recall");
}

function remember({ text, cursor, past }: Composer): Composer["past"] {
	const all = [...past, { text, cursor }].slice(-undoBounds.count);
	let characters = 0;
	const oldest = all.findLastIndex((one) => {
		characters += one.text.length;
		return characters > undoBounds.characters;
	});
	return all.slice(Math.min(oldest + 1, all.length - 1));
}
