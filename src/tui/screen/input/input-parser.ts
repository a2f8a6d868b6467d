import type { Key } from "../key.ts";
import { decodeCharacter } from "./decode-character.ts";
import { decodeSequence } from "./decode-sequence.ts";
import { escapeByte, incomplete, measureToken } from "./measure-token.ts";
import { createPasteBuffer, type PasteBuffer } from "./paste-buffer.ts";

/** Turns the bytes of a terminal into keys. Keeps what is not complete yet between calls. */
export type InputParser = {
	/** Takes a chunk as it came and returns the keys that are complete. */
	push(bytes: Uint8Array): Key[];
	/** Says that nothing came for a while (about 25 ms), which makes a lone ESC the Escape key. */
	flush(): Key[];
	/** Whether bytes wait for more, so that `flush` may have something to do. */
	waiting(): boolean;
};

type State = { pending: Uint8Array; paste: PasteBuffer | undefined };

const interrupt = 0x03;
const pasteStart = "\x1b[200~";

/** Makes a parser with a state of its own. */
export function createInputParser(): InputParser {
	const state: State = { pending: new Uint8Array(0), paste: undefined };
	return {
		push: (bytes) => pushBytes(state, bytes),
		flush: () => flushPending(state),
		waiting: () => state.pending.length > 0,
	};
}

function pushBytes(state: State, bytes: Uint8Array): Key[] {
	const keys: Key[] = [];
	// A copy, since the keys keep their bytes and the caller may use its buffer again.
	let rest: Uint8Array | undefined = Buffer.concat([state.pending, bytes]);
	state.pending = new Uint8Array(0);
	while (rest !== undefined && rest.length > 0) {
		rest = state.paste === undefined ? readKeys(state, rest, keys) : readPaste(state, rest, keys);
	}
	return keys;
}

/** Reads keys until the bytes end or a paste begins; returns what is behind the paste's start. */
function readKeys(state: State, bytes: Uint8Array, keys: Key[]): Uint8Array | undefined {
	let at = 0;
	while (at < bytes.length) {
		const length = measureToken(bytes, at);
		if (length === incomplete) {
			state.pending = bytes.subarray(at);
			return undefined;
		}
		const token = bytes.subarray(at, at + length);
		at += length;
		if (length === pasteStart.length && latin1(token) === pasteStart) {
			state.paste = createPasteBuffer();
			return bytes.subarray(at);
		}
		const key = decodeToken(token);
		if (key !== undefined) keys.push(key);
	}
	return undefined;
}

/** A lost end mark must not take the keyboard away: Ctrl+C on its own ends the paste and stays a key. */
function readPaste(state: State, bytes: Uint8Array, keys: Key[]): Uint8Array | undefined {
	const paste = state.paste;
	if (paste === undefined) return bytes;
	if (bytes.length === 1 && bytes[0] === interrupt) {
		state.paste = undefined;
		keys.push(...paste.finish());
		return bytes;
	}
	const step = paste.push(bytes);
	keys.push(...step.pastes);
	if (step.rest !== undefined) state.paste = undefined;
	return step.rest;
}

/**
 * A lone ESC is Escape, and ESC with the first character of a sequence is Alt with that character.
 * A longer piece stays: its rest is on the way, and would be taken for typed text.
 */
function flushPending(state: State): Key[] {
	const { pending } = state;
	const doubled = pending[0] === escapeByte && pending[1] === escapeByte;
	const tail = doubled ? pending.subarray(1) : pending;
	if (tail[0] !== escapeByte || tail.length > 2 || (tail[1] ?? 0) >= 0x80) return [];
	state.pending = new Uint8Array(0);
	const last = tail.length === 1 ? decodeCharacter(tail) : decodeCharacter(tail.subarray(1), tail);
	return doubled ? [decodeCharacter(pending.subarray(0, 1)), last] : [last];
}

function decodeToken(token: Uint8Array): Key | undefined {
	if (token[0] !== escapeByte || token.length === 1) return decodeCharacter(token);
	if (token[1] === escapeByte) return withAlt(decodeToken(token.subarray(1)), token);
	const second = String.fromCharCode(token[1] ?? 0);
	if (second === "[" || second === "O") return decodeIntroduced(second, token);
	if (token.length > 2 && "]PX^_".includes(second)) return undefined;
	return decodeCharacter(token.subarray(1), token);
}

function decodeIntroduced(introducer: "[" | "O", token: Uint8Array): Key | undefined {
	if (token.length === 2) return decodeCharacter(token.subarray(1), token);
	return decodeSequence(introducer, latin1(token.subarray(2)), token);
}

function withAlt(key: Key | undefined, raw: Uint8Array): Key | undefined {
	return key === undefined ? undefined : { ...key, alt: true, raw };
}

function latin1(bytes: Uint8Array): string {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
}
