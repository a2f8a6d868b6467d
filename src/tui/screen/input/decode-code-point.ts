import type { KeyPress } from "../key.ts";
import { characterPress, type Held, namedPress, unknownPress } from "./make-press.ts";

const names: ReadonlyMap<number, string> = new Map([
	[8, "backspace"],
	[9, "tab"],
	[13, "enter"],
	[27, "escape"],
	[127, "backspace"],
	[57414, "enter"],
]);

/** A key that the terminal names by its code point, as kitty and modifyOtherKeys do. */
export type CodePointKey = { readonly code: number; readonly held: Held; readonly shifted?: number | undefined };

/** Decodes a key named by its code point. The private use area holds keys without a meaning for us. */
export function decodeCodePoint(key: CodePointKey, raw: Uint8Array): KeyPress {
	const name = names.get(key.code);
	if (name !== undefined) return namedPress(name, key.held, raw);
	if (!isPrintable(key.code)) return unknownPress(raw);
	const plain = String.fromCodePoint(key.code);
	return characterPress(key.held.shift ? withShift(plain, key.shifted) : plain, key.held, raw);
}

function withShift(plain: string, shifted: number | undefined): string {
	if (shifted !== undefined && isPrintable(shifted)) return String.fromCodePoint(shifted);
	const upper = plain.toUpperCase();
	return upper.length === plain.length ? upper : plain;
}

function isPrintable(code: number): boolean {
	if (code < 0x20 || code > 0x10ffff || (code >= 0x7f && code < 0xa0)) return false;
	const surrogate = code >= 0xd800 && code <= 0xdfff;
	const privateUse = code >= 0xe000 && code <= 0xf8ff;
	return !surrogate && !privateUse;
}
