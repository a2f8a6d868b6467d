import { cutAtGrapheme, utf8Length } from "./cut-text.ts";

/** Lines that fit into a bound, and what was left out of them: whole lines, and bytes of UTF-8 with those of whole lines. */
export type FittedLines = {
	readonly lines: readonly string[];
	readonly cut: { readonly lines: number; readonly bytes: number };
};

/**
 * Keeps the last lines that fit into `byteLimit` bytes of UTF-8, newlines between them included.
 * The newest is kept even when it alone is too long, cut at a grapheme.
 */
export function fitLastLines(lines: readonly string[], byteLimit: number): FittedLines {
	const kept: string[] = [];
	let room = byteLimit + 1;
	for (const line of lines.toReversed()) {
		room -= utf8Length(line) + 1;
		if (room < 0) break;
		kept.unshift(line);
	}
	const newest = lines.at(-1);
	if (kept.length === 0 && newest !== undefined) kept.push(cutToBytes(newest, byteLimit));
	const bytes = sumBytes(lines) - sumBytes(kept);
	return { lines: kept, cut: { lines: lines.length - kept.length, bytes } };
}

function cutToBytes(text: string, byteLimit: number): string {
	let units = byteLimit;
	let cut = cutAtGrapheme(text, units);
	while (utf8Length(cut) > byteLimit) {
		units = Math.floor((units * byteLimit) / utf8Length(cut));
		cut = cutAtGrapheme(cut, Math.min(units, cut.length - 1));
	}
	return cut;
}

function sumBytes(lines: readonly string[]): number {
	return lines.reduce((sum, line) => sum + utf8Length(line), 0);
}
