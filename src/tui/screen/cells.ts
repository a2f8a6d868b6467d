import stringWidth from "string-width";
import { RecentTexts } from "../../base/recent-texts.ts";
import { removeUnsafe } from "./control-characters.ts";

/** A row cut to a number of cells. */
export type CutRow = {
	readonly text: string;
	/** Cells the text takes, at most what was asked for. */
	readonly width: number;
	/** It holds SGR sequences, so a reset has to follow. */
	readonly styled: boolean;
	/** Terminals may disagree about its width: it holds emoji, joiners, variation selectors or combining marks. */
	readonly unsure: boolean;
};

/** Gives the sequence that moves to a column of the row, counted from 0; used where terminals may have lost count. */
export type Address = (column: number) => string;

const esc = "\u001b";
const reset = `${esc}[0m`;
const noAddress: Address = () => "";
const sgr = new RegExp(`(${esc}\\[[\\d;:]*m)`);
const segmenter = new Intl.Segmenter();

/** From frame to frame most rows and words are the same. A large screen holds a few hundred of them. */
const recentSize = 1000;
const recentCuts = new RecentTexts<{ readonly width: number; readonly cut: CutRow }>(recentSize);
const recentFits = new RecentTexts<{ readonly width: number; readonly text: string }>(recentSize);

/**
 * Characters of one cell everywhere that never join their neighbours.
 * Latin, punctuation, arrows, mathematics, boxes, blocks, geometric shapes (two wide ones excepted), ticks and Braille.
 */
const onlyPlain =
	/^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u22ff\u2500-\u25fc\u25ff\u2713\u2717\u2800-\u28ff]*$/u;
/** Ideographs, kana, Hangul and full-width forms: two cells everywhere. */
const steadyWide = /^[\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60]$/u;

/**
 * Cuts or pads a row to exactly `width` cells, at a grapheme; a wide character that does not fit leaves a blank.
 * SGR sequences stay and are reset before the padding; every other control character is dropped, a tab becomes a blank.
 */
export function fitAnsi(row: string, width: number): string {
	const known = recentFits.get(row);
	if (known?.width === width) return known.text;
	const cut = cutAnsi(row, width);
	const text = cut.text + (cut.styled ? reset : "") + " ".repeat(width - cut.width);
	recentFits.set(row, { width, text });
	return text;
}

/** The cells a row takes, its SGR sequences not counted. */
export function displayWidth(row: string): number {
	return cutAnsi(row, Number.MAX_SAFE_INTEGER).width;
}

/** Cuts a row to at most `width` cells without padding or reset. `address` is called behind cells of doubtful width. */
export function cutAnsi(row: string, width: number, address: Address = noAddress): CutRow {
	const known = recentCuts.get(row);
	if (known?.width === width) return known.cut;
	const cut = cutNow(row, width, address);
	// What is unsure holds addresses, which depend on the place.
	if (!cut.unsure) recentCuts.set(row, { width, cut });
	return cut;
}

function cutNow(row: string, width: number, address: Address): CutRow {
	const safe = removeUnsafe(row);
	const pieces = safe.split(sgr);
	const styled = pieces.length > 1;
	const text = styled ? pieces.filter((_, index) => index % 2 === 0).join("") : safe;
	if (!onlyPlain.test(text)) return cutClusters(pieces, width, address);
	return { text: cutPlain(pieces, width), width: Math.min(text.length, width), styled, unsure: false };
}

/** `pieces` holds text at even and SGR sequences at odd places. */
function cutPlain(pieces: readonly string[], width: number): string {
	let left = width;
	let out = "";
	for (const [index, piece] of pieces.entries()) {
		if (index % 2 === 1) {
			out += piece;
			continue;
		}
		out += piece.slice(0, left);
		left -= piece.length;
		if (left <= 0) break;
	}
	return out;
}

type Kind = "plain" | "wide" | "unsure";
type Cutting = { out: string; column: number; last: Kind; unsure: boolean };

function cutClusters(pieces: readonly string[], width: number, address: Address): CutRow {
	const cutting: Cutting = { out: "", column: 0, last: "plain", unsure: false };
	for (const [index, piece] of pieces.entries()) {
		if (index % 2 === 1) cutting.out += piece;
		else if (!addClusters(cutting, piece, { width, address })) break;
	}
	return { text: cutting.out, width: cutting.column, styled: pieces.length > 1, unsure: cutting.unsure };
}

/** Returns false when the row is full. */
function addClusters(cutting: Cutting, piece: string, limits: { width: number; address: Address }): boolean {
	for (const { segment } of segmenter.segment(piece)) {
		const cells = stringWidth(segment);
		// What takes no cell would join the character left of the row.
		if (cells === 0) continue;
		if (cutting.column + cells > limits.width) return false;
		const kind = kindOf(segment);
		if (needsAddress(cutting.last, kind)) cutting.out += limits.address(cutting.column);
		cutting.out += withoutJoiner(segment);
		cutting.column += cells;
		cutting.last = kind;
		cutting.unsure ||= kind === "unsure";
	}
	return true;
}

/** A joiner at the end of a cluster would take the next one in, whatever style lies between them. */
function withoutJoiner(segment: string): string {
	return segment.replace(/\u200d+$/u, "");
}

function kindOf(segment: string): Kind {
	if (onlyPlain.test(segment)) return "plain";
	return steadyWide.test(segment) ? "wide" : "unsure";
}

function needsAddress(last: Kind, next: Kind): boolean {
	return last === "unsure" || (last === "wide" && next !== "wide");
}
