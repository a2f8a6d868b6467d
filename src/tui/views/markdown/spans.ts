import type { Theme, Tone } from "../../paint/theme.ts";
import { cutAnsi, displayWidth } from "../../screen/cells.ts";
import { stripControls } from "../../screen/control-characters.ts";

/** A piece of text of one look. `\n` in it ends a row. */
export type Span = { readonly text: string; readonly tone: Tone };

/** A span without anything that could control a terminal or take no cell; its line ends stay, a tab becomes blanks. */
export function cleanSpan({ text, tone }: Span): Span {
	const lines = text.replaceAll("\t", "    ").split("\n");
	const clean = lines.map((line) => cutAnsi(stripControls(line), Number.MAX_SAFE_INTEGER).text);
	return { text: clean.join("\n"), tone };
}

/** Spans of one row as styled text; neighbours of one tone are painted together. */
export function paintSpans(spans: readonly Span[], theme: Theme): string {
	const joined: Span[] = [];
	for (const span of spans) {
		const last = joined.at(-1);
		if (last?.tone === span.tone) joined[joined.length - 1] = { text: last.text + span.text, tone: span.tone };
		else joined.push(span);
	}
	return joined.map(({ text, tone }) => theme.style(tone, text)).join("");
}

/** The cells that spans take on one row. */
export function spansWidth(spans: readonly Span[]): number {
	return spans.reduce((sum, span) => sum + displayWidth(span.text), 0);
}

/** Breaks clean spans into rows of at most `width` cells: at blanks, or inside a word that is wider than a row. */
export function wrapSpans(spans: readonly Span[], width: number): Span[][] {
	const room = Math.max(2, width);
	const rows: Span[][] = [[]];
	let used = 0;
	let gap: Span | undefined;
	for (const word of words(spans)) {
		const [first] = word;
		if (first?.text === "\n") {
			rows.push([]);
			[used, gap] = [0, undefined];
		} else if (first !== undefined && first.text.trim() === "") {
			gap = first;
		} else {
			used = addWord(rows, word, { used, gap, room });
			gap = undefined;
		}
	}
	return rows;
}

/** Breaks clean spans into rows of exactly what they hold: blanks stay, as code needs it. */
export function breakSpans(spans: readonly Span[], width: number): Span[][] {
	const rows: Span[][] = [[]];
	let used = 0;
	for (const { text, tone } of spans) {
		for (const [index, line] of text.split("\n").entries()) {
			if (index > 0) {
				rows.push([]);
				used = 0;
			}
			used = addPieces(rows, { text: line, tone }, { used, room: Math.max(2, width) });
		}
	}
	return rows;
}

type Place = { readonly used: number; readonly gap?: Span | undefined; readonly room: number };

/** Returns the cells that are used on the last row. */
function addWord(rows: Span[][], word: readonly Span[], { used, gap, room }: Place): number {
	const cells = spansWidth(word);
	const blank = gap && used > 0 ? displayWidth(gap.text) : 0;
	if (used + blank + cells <= room) {
		rows.at(-1)?.push(...(gap && blank > 0 ? [gap] : []), ...word);
		return used + blank + cells;
	}
	if (used > 0) rows.push([]);
	return word.reduce((filled, span) => addPieces(rows, span, { used: filled, room }), 0);
}

function addPieces(rows: Span[][], { text, tone }: Span, { used, room }: Place): number {
	let rest = text;
	let filled = used;
	while (rest !== "") {
		const head = cutAnsi(rest.slice(0, room * 4 + 64), room - filled).text;
		if (head === "" && filled > 0) {
			rows.push([]);
			filled = 0;
			continue;
		}
		// A cluster that is wider than a whole row is stood for, and what follows it goes on.
		rows.at(-1)?.push({ text: head === "" ? "?" : head, tone });
		filled += head === "" ? 1 : displayWidth(head);
		rest = rest.slice(head === "" ? firstCluster(rest).length : head.length);
	}
	return filled;
}

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

function firstCluster(text: string): string {
	for (const { segment } of segmenter.segment(text)) return segment;
	return text;
}

/** Words, the blanks between them, and line ends, each as spans: a word may change its look in its middle. */
function* words(spans: readonly Span[]): Generator<readonly Span[]> {
	let word: Span[] = [];
	for (const piece of spans.flatMap(piecesOf)) {
		if (piece.text.trim() !== "") word.push(piece);
		else {
			if (word.length > 0) yield word;
			word = [];
			yield [piece];
		}
	}
	if (word.length > 0) yield word;
}

function piecesOf({ text, tone }: Span): Span[] {
	const pieces = text.split(/(\n| +)/u).filter((piece) => piece !== "");
	return pieces.map((piece) => ({ text: piece, tone }));
}
