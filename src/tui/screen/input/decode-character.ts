import type { KeyPress } from "../key.ts";
import { characterPress, namedPress, noneHeld, unknownPress } from "./make-press.ts";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Control bytes that are keys of their own. Byte 8 is what some terminals send for Backspace. */
const controlNames: ReadonlyMap<number, string> = new Map([
	[0x08, "backspace"],
	[0x09, "tab"],
	[0x0d, "enter"],
	[0x1b, "escape"],
	[0x7f, "backspace"],
]);

/** Decodes one UTF-8 character or control byte to a key. `raw` may hold an ESC in front of it, which means Alt. */
export function decodeCharacter(bytes: Uint8Array, raw: Uint8Array = bytes): KeyPress {
	const held = { ...noneHeld, alt: raw.length > bytes.length };
	const first = bytes[0] ?? 0;
	const name = controlNames.get(first);
	if (name !== undefined) return namedPress(name, held, raw);
	if (first < 0x20) return characterPress(controlCharacter(first), { ...held, ctrl: true }, raw);
	const character = decodeUtf8(bytes);
	return character === undefined ? unknownPress(raw) : characterPress(character, held, raw);
}

function controlCharacter(byte: number): string {
	return byte === 0 ? " " : String.fromCharCode(byte + 0x40);
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
	try {
		const character = decoder.decode(bytes);
		return /^\p{Cc}/u.test(character) ? undefined : character;
	} catch {
		return undefined;
	}
}
