import type { Composer } from "../ui-state.ts";
import { change, changeAll } from "./edit.ts";
import { borderAfter, borderBefore } from "./graphemes.ts";

/** Deletes the grapheme before the cursor. */
export function eraseLeft(composer: Composer): Composer {
	return erase(composer, borderBefore(composer.text, composer.cursor), composer.cursor);
}

/** Deletes the grapheme after the cursor. */
export function eraseRight(composer: Composer): Composer {
	return erase(composer, composer.cursor, borderAfter(composer.text, composer.cursor));
}

/** Empties the composer; undo brings the text back. */
export function clearComposer(composer: Composer): Composer {
	return { ...changeAll(composer, ""), draft: "" };
}

/** Deletes a part of the text and keeps it, so that it can be put back elsewhere. */
export function cut(composer: Composer, from: number, to: number): Composer {
	return from === to ? composer : { ...erase(composer, from, to), killed: composer.text.slice(from, to) };
}

function erase(composer: Composer, from: number, to: number): Composer {
	return from === to ? composer : change(composer, { from, to, text: "" });
}
