/** The escape byte, which begins every sequence and Alt with a key. */
export const escapeByte = 0x1b;

/** The token is not complete: more bytes decide. */
export const incomplete = 0;

const csiLimit = 64;
const stringLimit = 4096;

/**
 * How many bytes the token at `at` has: one character, or one whole escape sequence.
 * `incomplete` when the bytes end before it does.
 * Damaged sequences end where the damage begins, so that the next key is read properly.
 */
export function measureToken(bytes: Uint8Array, at: number): number {
	const first = bytes[at];
	if (first === undefined) return incomplete;
	return first === escapeByte ? measureEscape(bytes, at) : measureCharacter(bytes, at);
}

function measureEscape(bytes: Uint8Array, at: number): number {
	const second = bytes[at + 1];
	if (second === undefined) return incomplete;
	if (second === escapeByte) return measureDoubleEscape(bytes, at);
	switch (String.fromCharCode(second)) {
		case "[":
			return measureCsi(bytes, at);
		case "O":
			return measureParameters(bytes, at);
		case "]":
		case "P":
		case "X":
		case "^":
		case "_":
			return measureString(bytes, at);
		default:
			return prefixed(1, measureCharacter(bytes, at + 1));
	}
}

/** ESC ESC is Escape pressed twice, unless a sequence follows: some terminals write Alt with an arrow so. */
function measureDoubleEscape(bytes: Uint8Array, at: number): number {
	const third = bytes[at + 2];
	if (third === undefined) return incomplete;
	const sequence = third === 0x5b || third === 0x4f;
	return sequence ? prefixed(1, measureEscape(bytes, at + 1)) : 1;
}

function measureCsi(bytes: Uint8Array, at: number): number {
	// The Linux console writes F1 to F5 as CSI [ A to CSI [ E.
	if (bytes[at + 2] === 0x5b) return bytes[at + 3] === undefined ? incomplete : 4;
	// The oldest mouse report has three bytes of any value behind CSI M.
	if (bytes[at + 2] === 0x4d) return bytes.length - at < 6 ? incomplete : 6;
	return measureParameters(bytes, at);
}

function measureParameters(bytes: Uint8Array, at: number): number {
	for (let index = at + 2; index < at + csiLimit; index++) {
		const byte = bytes[index];
		if (byte === undefined) return incomplete;
		if (byte >= 0x40 && byte <= 0x7e) return index + 1 - at;
		if (byte < 0x20 || byte > 0x3f) return index - at;
	}
	return csiLimit;
}

/** An answer of the terminal (OSC, DCS, …): ends with BEL or ST; any other control byte breaks it off. */
function measureString(bytes: Uint8Array, at: number): number {
	for (let index = at + 2; index < at + stringLimit; index++) {
		const byte = bytes[index];
		if (byte === undefined) return incomplete;
		if (byte === 0x07) return index + 1 - at;
		if (byte === escapeByte) return measureStringEnd(bytes, at, index);
		if (byte < 0x20) return index - at;
	}
	return stringLimit;
}

function measureStringEnd(bytes: Uint8Array, at: number, escapeAt: number): number {
	const next = bytes[escapeAt + 1];
	if (next === undefined) return incomplete;
	return next === 0x5c ? escapeAt + 2 - at : escapeAt - at;
}

/** One UTF-8 character; a byte that cannot begin or continue one stands alone. */
function measureCharacter(bytes: Uint8Array, at: number): number {
	const length = utf8Length(bytes[at] ?? 0);
	for (let index = at + 1; index < at + length; index++) {
		const byte = bytes[index];
		if (byte === undefined) return incomplete;
		if ((byte & 0xc0) !== 0x80) return index - at;
	}
	return length;
}

function utf8Length(first: number): number {
	if (first >= 0xc2 && first <= 0xdf) return 2;
	if (first >= 0xe0 && first <= 0xef) return 3;
	return first >= 0xf0 && first <= 0xf4 ? 4 : 1;
}

function prefixed(prefix: number, length: number): number {
	return length === incomplete ? incomplete : prefix + length;
}
