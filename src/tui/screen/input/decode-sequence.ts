import type { Key } from "../key.ts";
import { decodeCodePoint } from "./decode-code-point.ts";
import { decodePointer } from "./decode-pointer.ts";
import { type Held, namedPress, noneHeld, unknownPress } from "./make-press.ts";
import { heldFrom } from "./modifier-bits.ts";
import { finalNames, keypadCharacters, linuxNames, tildeNames } from "./sequence-names.ts";

/** A sequence taken apart: `CSI < 0;3;4 M` has prefix `<`, the parameters and the final `M`. */
type Parts = { prefix: string; fields: readonly string[]; middle: string; final: string };

/**
 * Decodes a CSI or SS3 sequence, given from behind its introducer.
 * Undefined for what the terminal says without being touched: answers to queries, focus, releases, motion.
 */
export function decodeSequence(introducer: "[" | "O", body: string, raw: Uint8Array): Key | undefined {
	if (introducer === "[" && body.startsWith("[")) return nameOrUnknown(linuxNames.get(body[1] ?? ""), noneHeld, raw);
	const parts = takeApart(body);
	if (parts === undefined) return unknownPress(raw);
	return introducer === "O" ? decodeSs3(parts, raw) : decodeCsi(parts, raw);
}

function takeApart(body: string): Parts | undefined {
	const match = /^([<=>?]?)([\d;:]*)([ -/]*)([@-~])$/.exec(body);
	if (match === null) return undefined;
	const [, prefix = "", parameters = "", middle = "", final = ""] = match;
	return { prefix, fields: parameters.split(";"), middle, final };
}

function decodeSs3(parts: Parts, raw: Uint8Array): Key {
	const character = keypadCharacters.get(parts.final);
	if (character !== undefined) return decodeCodePoint({ code: character.charCodeAt(0), held: noneHeld }, raw);
	const arrow = finalNames.get(parts.final.toUpperCase());
	if (/[a-d]/.test(parts.final)) return nameOrUnknown(arrow, { ...noneHeld, ctrl: true }, raw);
	const held = heldFrom(numberAt(parts, 0));
	return held === undefined ? unknownPress(raw) : nameOrUnknown(finalNames.get(parts.final), held, raw);
}

function decodeCsi(parts: Parts, raw: Uint8Array): Key | undefined {
	if (parts.prefix === "<") return decodeMouse(parts, raw);
	if (isAnswer(parts)) return undefined;
	const held = heldFrom(numberAt(parts, 1));
	if (held === undefined) return unknownPress(raw);
	switch (parts.final) {
		case "u":
			return decodeKitty(parts, held, raw);
		case "~":
			return decodeTilde(parts, held, raw);
		case "^":
			return nameOrUnknown(tildeNames.get(numberAt(parts, 0)), { ...noneHeld, ctrl: true }, raw);
		case "Z":
			return namedPress("tab", { ...held, shift: true }, raw);
		default:
			return decodeFinal(parts, held, raw);
	}
}

function decodeMouse(parts: Parts, raw: Uint8Array): Key | undefined {
	if (parts.final !== "M" && parts.final !== "m") return unknownPress(raw);
	return decodePointer(parts.fields.map(Number), parts.final === "m", raw);
}

/** Answers to DA, DSR, DECRPM and window queries, cursor positions, and focus. */
function isAnswer(parts: Parts): boolean {
	if (parts.prefix !== "" || parts.middle !== "") return true;
	if ("IO".includes(parts.final)) return parts.fields.join("") === "";
	if (parts.final === "R") return parts.fields.length > 1 && numberAt(parts, 0) !== 1;
	return "cnt".includes(parts.final);
}

function decodeFinal(parts: Parts, held: Held, raw: Uint8Array): Key | undefined {
	if (!isRepeatOrPress(parts)) return undefined;
	if (/[a-d]/.test(parts.final)) {
		return nameOrUnknown(finalNames.get(parts.final.toUpperCase()), { ...noneHeld, shift: true }, raw);
	}
	return nameOrUnknown(finalNames.get(parts.final), held, raw);
}

function decodeTilde(parts: Parts, held: Held, raw: Uint8Array): Key | undefined {
	if (!isRepeatOrPress(parts)) return undefined;
	const code = numberAt(parts, 0);
	if (code === 27 && parts.fields.length === 3) return decodeCodePoint({ code: numberAt(parts, 2), held }, raw);
	// The end of a paste that never began.
	if (code === 201) return undefined;
	return nameOrUnknown(tildeNames.get(code), held, raw);
}

function decodeKitty(parts: Parts, held: Held, raw: Uint8Array): Key | undefined {
	if (!isRepeatOrPress(parts)) return undefined;
	const shifted = Number(parts.fields[0]?.split(":")[1] ?? "");
	return decodeCodePoint({ code: numberAt(parts, 0), held, shifted: shifted || undefined }, raw);
}

/** The second field may carry what happened to the key, `5:3` being its release. */
function isRepeatOrPress(parts: Parts): boolean {
	return parts.fields[1]?.split(":")[1] !== "3";
}

function numberAt(parts: Parts, index: number): number {
	return Number(parts.fields[index]?.split(":")[0] || 0);
}

function nameOrUnknown(name: string | undefined, held: Held, raw: Uint8Array): Key {
	return name === undefined ? unknownPress(raw) : namedPress(name, held, raw);
}
