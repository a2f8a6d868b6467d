/**
 * Decodes UTF-8 that arrives in pieces, as the Encoding Standard says: each longest wrong sequence becomes one U+FFFD.
 * The result does not depend on where the pieces end, and no lone surrogate ever comes out.
 */
export class Utf8Decoder {
	/** Continuation bytes still missing; 0 between characters. */
	#missing = 0;
	#codePoint = 0;
	/** Bounds of the next continuation byte; narrower than 80–BF after a lead byte that could begin an overlong form. */
	#lower = 0x80;
	#upper = 0xbf;
	readonly #units = new Uint16Array(blockSize + 4);
	#length = 0;

	/** True when no character is half read. */
	get idle(): boolean {
		return this.#missing === 0;
	}

	/** The characters that these bytes complete. */
	decode(bytes: Uint8Array): string {
		let text = "";
		for (let i = 0; i < bytes.length; i++) {
			const byte = bytes[i] as number;
			if (byte < 0x80 && this.#missing === 0) this.#units[this.#length++] = byte;
			else this.#take(byte);
			if (this.#length >= blockSize) text += this.#drain();
		}
		return text + this.#drain();
	}

	/** The end of the bytes: U+FFFD when a character is half read. */
	end(): string {
		if (this.#missing > 0) this.#fail();
		return this.#drain();
	}

	#take(byte: number): void {
		if (this.#missing === 0) this.#begin(byte);
		else if (byte >= this.#lower && byte <= this.#upper) this.#continue(byte);
		else {
			this.#fail();
			this.#begin(byte);
		}
	}

	#begin(byte: number): void {
		if (byte < 0x80) this.#emit(byte);
		else if (byte < 0xc2 || byte > 0xf4) this.#emit(replacement);
		else this.#lead(byte);
	}

	#lead(byte: number): void {
		const missing = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
		this.#codePoint = byte & (0x3f >> missing);
		this.#expect(missing);
		if (byte === 0xe0) this.#lower = 0xa0;
		if (byte === 0xed) this.#upper = 0x9f;
		if (byte === 0xf0) this.#lower = 0x90;
		if (byte === 0xf4) this.#upper = 0x8f;
	}

	#continue(byte: number): void {
		this.#codePoint = (this.#codePoint << 6) | (byte & 0x3f);
		this.#expect(this.#missing - 1);
		if (this.#missing === 0) this.#emit(this.#codePoint);
	}

	#expect(missing: number): void {
		this.#missing = missing;
		this.#lower = 0x80;
		this.#upper = 0xbf;
	}

	#fail(): void {
		this.#expect(0);
		this.#emit(replacement);
	}

	#emit(codePoint: number): void {
		if (codePoint < 0x10000) {
			this.#units[this.#length++] = codePoint;
			return;
		}
		this.#units[this.#length++] = 0xd7c0 + (codePoint >> 10);
		this.#units[this.#length++] = 0xdc00 + (codePoint & 0x3ff);
	}

	#drain(): string {
		const text = String.fromCharCode.apply(null, this.#units.subarray(0, this.#length) as unknown as number[]);
		this.#length = 0;
		return text;
	}
}

/** The text of bytes that are all below 0x80. */
export function decodeAscii(bytes: Uint8Array): string {
	let text = "";
	for (let i = 0; i < bytes.length; i += blockSize) {
		text += String.fromCharCode.apply(null, bytes.subarray(i, i + blockSize) as unknown as number[]);
	}
	return text;
}

/** Units turned into a string at once: enough to be fast, few enough for the stack. */
const blockSize = 1024;
const replacement = 0xfffd;
