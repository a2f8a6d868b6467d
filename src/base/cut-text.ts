/** Bytes of a text in UTF-8. A lone surrogate counts as the three bytes of its replacement. */
export function utf8Length(text: string): number {
	let bytes = text.length;
	for (let i = 0; i < text.length; i++) {
		const unit = text.charCodeAt(i);
		if (unit < 0x80) continue;
		bytes += unit < 0x800 ? 1 : 2;
		if (isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(i + 1))) i++;
	}
	return bytes;
}

/**
 * The longest beginning of a text that has at most `limit` UTF-16 units and ends at a grapheme.
 * A first grapheme over the limit (a letter under a thousand accents) is cut at a code point instead, so the
 * beginning is never empty without need.
 */
export function cutAtGrapheme(text: string, limit: number): string {
	if (text.length <= limit) return text;
	if (isPlain(text.charCodeAt(limit - 1)) && isPlain(text.charCodeAt(limit))) return text.slice(0, limit);
	const boundary = graphemes.segment(text).containing(limit)?.index ?? 0;
	return text.slice(0, boundary > 0 ? boundary : codePointBoundary(text, limit));
}

/** The nearest place at or before `index` that does not split a surrogate pair. */
export function codePointBoundary(text: string, index: number): number {
	const splits = isHighSurrogate(text.charCodeAt(index - 1)) && isLowSurrogate(text.charCodeAt(index));
	return splits ? index - 1 : index;
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Between two printable ASCII characters there is always a grapheme boundary; asking ICU costs a copy of the text. */
function isPlain(unit: number): boolean {
	return unit >= 0x20 && unit < 0x7f;
}

function isHighSurrogate(unit: number): boolean {
	return unit >= 0xd800 && unit < 0xdc00;
}

function isLowSurrogate(unit: number): boolean {
	return unit >= 0xdc00 && unit < 0xe000;
}
