const esc = 0x1b;
const bell = 0x07;
const cancels = [0x18, 0x1a];
/** UTF-8's first byte of the C1 controls. */
const c1 = 0xc2;
/** What begins a string after ESC (OSC, DCS, SOS, PM, APC); as C1 controls they are 0x40 higher. */
const openers = new Set([..."]PX^_"].map((character) => character.charCodeAt(0)));
const titleOpener = "]".charCodeAt(0);

/** Bytes of one string that pass. Titles and colours are far shorter, and pictures are not shown. */
const longestString = 4096;

/**
 * Shortens the strings in a script's output (titles, device controls) before a terminal collects them.
 * The parser keeps them whole until they end, at many times their size; one that never ends would cost hundreds of megabytes.
 */
export class StringBound {
	/** Bytes of the string we are in; undefined outside of one. */
	#length: number | undefined;
	#isTitle = false;
	/** The last byte when the next one decides what it means: ESC or the first one of a C1 control. */
	#before = 0;

	/** The bytes that the terminal gets: the very chunk unless something of it is left out. */
	pass(chunk: Uint8Array): Uint8Array {
		const parts: Uint8Array[] = [];
		const starts = new Starts(chunk);
		let from = 0;
		for (let at = this.#skip(starts, 0); at < chunk.length; at = this.#skip(starts, at + 1)) {
			if (this.#takes(chunk[at] ?? 0)) continue;
			if (at > from) parts.push(chunk.subarray(from, at));
			from = at + 1;
		}
		if (from === 0) return chunk;
		parts.push(chunk.subarray(from));
		return Buffer.concat(parts);
	}

	/** Outside of strings only what may begin one is looked at. */
	#skip(starts: Starts, at: number): number {
		return this.#length !== undefined || this.#before !== 0 ? at : starts.from(at);
	}

	#takes(byte: number): boolean {
		const before = this.#before;
		const isLong = this.#length !== undefined && this.#length >= longestString;
		this.#before = byte === esc || (byte === c1 && !isLong) ? byte : 0;
		const opener = openerAfter(before, byte);
		if (opener !== undefined) {
			this.#length = 0;
			this.#isTitle = opener === titleOpener;
		} else if (this.#ends(before, byte)) {
			this.#length = undefined;
		} else if (this.#length !== undefined && byte !== esc) {
			this.#length += 1;
			return this.#length <= longestString;
		}
		return true;
	}

	/** ESC ends a string whatever follows it, and so does a C1 control; a bell ends only what a title is. */
	#ends(before: number, byte: number): boolean {
		const isControl = before === c1 && byte >= 0x80 && byte <= 0x9f;
		return before === esc || isControl || cancels.includes(byte) || (byte === bell && this.#isTitle);
	}
}

/** The places where a string may begin; nothing is looked at twice. */
class Starts {
	readonly #chunk: Uint8Array;
	#esc = -1;
	#c1 = -1;

	constructor(chunk: Uint8Array) {
		this.#chunk = chunk;
	}

	/** The first one from `at` on, beyond everything when there is none. `at` never goes back. */
	from(at: number): number {
		let next = this.#next(at);
		// Most sequences are no strings; at the end of the chunk nobody knows yet.
		while (next + 1 < this.#chunk.length && !this.#opens(next)) next = this.#next(next + 1);
		return next;
	}

	#opens(at: number): boolean {
		return openerAfter(this.#chunk[at] ?? 0, this.#chunk[at + 1] ?? 0) !== undefined;
	}

	#next(at: number): number {
		if (this.#esc < at) this.#esc = this.#find(esc, at);
		if (this.#c1 < at) this.#c1 = this.#find(c1, at);
		return Math.min(this.#esc, this.#c1);
	}

	#find(byte: number, at: number): number {
		const found = this.#chunk.indexOf(byte, at);
		return found < 0 ? Number.POSITIVE_INFINITY : found;
	}
}

/** What begins a string with this byte, as the character that follows ESC. */
function openerAfter(before: number, byte: number): number | undefined {
	const opener = before === esc ? byte : before === c1 ? byte - 0x40 : 0;
	return openers.has(opener) ? opener : undefined;
}
