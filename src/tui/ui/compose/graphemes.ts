const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The border of a grapheme before an index; 0 at the start. */
export function borderBefore(text: string, index: number): number {
	if (index <= 0) return 0;
	return segmenter.segment(text).containing(Math.min(index, text.length) - 1)?.index ?? 0;
}

/** The border of a grapheme after an index; the end at the end. */
export function borderAfter(text: string, index: number): number {
	const segment = segmenter.segment(text).containing(index);
	return segment ? segment.index + segment.segment.length : text.length;
}

/** The index itself when it stands between graphemes, else the next border after it. */
export function snap(text: string, index: number): number {
	const inside = Math.min(Math.max(0, index), text.length);
	const segment = segmenter.segment(text).containing(inside);
	return segment === undefined || segment.index === inside ? inside : segment.index + segment.segment.length;
}

/** How many graphemes a text has. */
export function countGraphemes(text: string): number {
	let count = 0;
	for (const _ of segmenter.segment(text)) count += 1;
	return count;
}

/** The index after so many graphemes, at most the end. */
export function indexOfGrapheme(text: string, count: number): number {
	let left = count;
	for (const { index } of segmenter.segment(text)) {
		if (left === 0) return index;
		left -= 1;
	}
	return text.length;
}
