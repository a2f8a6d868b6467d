import type { KeyPress } from "../key.ts";

/** Modifiers as flags. */
export type Held = { readonly ctrl: boolean; readonly alt: boolean; readonly shift: boolean };

/** No modifier. */
export const noneHeld: Held = { ctrl: false, alt: false, shift: false };

/** A key with a name of its own (`enter`, `up`); it inserts no text. */
export function namedPress(name: string, held: Held, raw: Uint8Array): KeyPress {
	return { kind: "press", name, ...held, raw };
}

/** The press of a printable character; with Ctrl or Alt it inserts nothing. */
export function characterPress(character: string, held: Held, raw: Uint8Array): KeyPress {
	const name = character === " " ? "space" : held.ctrl ? character.toLowerCase() : character;
	const shift = held.shift && (held.ctrl || character === " ");
	const press: KeyPress = { kind: "press", name, ctrl: held.ctrl, alt: held.alt, shift, raw };
	return held.ctrl || held.alt ? press : { ...press, text: character };
}

/** A sequence without a meaning for us, kept for its bytes. */
export function unknownPress(raw: Uint8Array): KeyPress {
	return namedPress("unknown", noneHeld, raw);
}
