import fc from "fast-check";

/** Bytes, and the same bytes in pieces. */
export type Chunked = { readonly bytes: Uint8Array; readonly chunks: Uint8Array[] };

/** Cuts bytes in every way: at random places, some pieces empty, some one byte long. */
export function anyChunks(bytes: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Chunked> {
	return fc.tuple(bytes, fc.array(fc.nat({ max: 400 }), { maxLength: 12 })).map(([whole, cuts]) => ({
		bytes: whole,
		chunks: cutAt(whole, cuts),
	}));
}

/** Cuts bytes at the given places, in any order. */
export function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
	const sorted = places.map((place) => Math.min(place, bytes.length)).sort((a, b) => a - b);
	const borders = [0, ...sorted, bytes.length];
	return borders.slice(1).map((end, index) => bytes.slice(borders[index], end));
}

/** One byte at a time. */
export function singleBytes(bytes: Uint8Array): Uint8Array[] {
	return [...bytes].map((byte) => Uint8Array.of(byte));
}

/** Text as UTF-8. */
export function utf8(text: string): Uint8Array {
	return new TextEncoder().encode(text);
}
