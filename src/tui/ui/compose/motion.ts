import type { Composer } from "../ui-state.ts";
import { moveTo } from "./edit.ts";
import { borderAfter, borderBefore, countGraphemes, indexOfGrapheme } from "./graphemes.ts";

/** The start of the line that an index is in. */
export function lineStart(text: string, index: number): number {
	return index === 0 ? 0 : text.lastIndexOf("\n", index - 1) + 1;
}

/** The end of the line that an index is in, before its newline. */
export function lineEnd(text: string, index: number): number {
	const end = text.indexOf("\n", index);
	return end === -1 ? text.length : end;
}

/** The start of the word before an index. */
export function wordStart(text: string, index: number): number {
	return walk({ text, from: index, step: borderBefore });
}

/** The end of the word after an index. */
export function wordEnd(text: string, index: number): number {
	return walk({ text, from: index, step: borderAfter });
}

/** The start of what stands before an index up to a blank. */
export function blankStart(text: string, index: number): number {
	const before = text.slice(0, index);
	return before.length - (/\S*\s*$/u.exec(before)?.[0].length ?? 0);
}

/** The cursor one line up (-1) or down (1), in the same column; undefined on the first or the last line. */
export function lineAway(composer: Composer, step: 1 | -1): Composer | undefined {
	const { text, cursor } = composer;
	const start = lineStart(text, cursor);
	const end = lineEnd(text, cursor);
	if (step === -1 ? start === 0 : end === text.length) return undefined;
	const target = step === -1 ? lineStart(text, start - 1) : end + 1;
	const line = text.slice(target, lineEnd(text, target));
	return moveTo(composer, target + indexOfGrapheme(line, countGraphemes(text.slice(start, cursor))));
}

type Walk = { text: string; from: number; step: (text: string, index: number) => number };

/** Over what is no word, then over the word. */
function walk({ text, from, step }: Walk): number {
	let index = from;
	for (const inWord of [false, true]) {
		let next = step(text, index);
		while (next !== index && isWord(text.slice(Math.min(index, next), Math.max(index, next))) === inWord) {
			index = next;
			next = step(text, index);
		}
	}
	return index;
}

function isWord(grapheme: string): boolean {
	return /[\p{L}\p{N}_]/u.test(grapheme);
}
