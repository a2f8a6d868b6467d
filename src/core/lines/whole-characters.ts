const nothing = new Uint8Array(0);

/**
 * Passes bytes on in whole UTF-8 characters: what a chunk begins and does not end waits for the next one.
 * A terminal that is given the pieces may lose one: xterm 6 drops a character of three bytes between U+2000 and U+203F,
 * such as a dash or an ellipsis, that is cut after its second byte.
 */
export class WholeCharacters {
	#begun = nothing;

	/** The bytes so far that end with a whole character; bytes that begin none are passed on as they are. */
	pass(chunk: Uint8Array): Uint8Array {
		const bytes = this.#begun.length === 0 ? chunk : joined(this.#begun, chunk);
		const end = bytes.length - begunAtEnd(bytes);
		this.#begun = end === bytes.length ? nothing : bytes.slice(end);
		return end === bytes.length ? bytes : bytes.subarray(0, end);
	}
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
	const whole = new Uint8Array(first.length + second.length);
	whole.set(first);
	whole.set(second, first.length);
	return whole;
}

/** How many bytes at the end begin a character and do not end it: three at most. */
function begunAtEnd(bytes: Uint8Array): number {
	for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
		const byte = bytes[bytes.length - back] ?? 0;
		if (byte < 0x80) return 0;
		if (byte >= 0xc0) return lengthFrom(byte) > back ? back : 0;
	}
	return 0;
}

/** Bytes of a character by its first one. */
function lengthFrom(lead: number): number {
	if (lead >= 0xf0) return 4;
	return lead >= 0xe0 ? 3 : 2;
}
