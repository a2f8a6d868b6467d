import { RE2JS } from "re2js";

const esc = "\u001b";
const sgr = new RegExp(`${esc}\\[[\\d;:]*m`, "g");
const reset = new RegExp(`^${esc}\\[0?m$`);

/** Marks every match of a query in a row that may hold SGR sequences; the row's own styles go on behind each match. */
export function highlightMatches(row: string, query: string, mark: (text: string) => string): string {
	const pieces = splitStyles(row);
	const text = pieces.map((piece) => piece.text).join("");
	const ranges = findMatches(text, query);
	if (ranges.length === 0) return row;
	return rebuild(pieces, ranges, mark);
}

/** Text and the style sequences that were in force when it began. */
type Piece = { readonly style: string; readonly text: string };
type Range = { readonly start: number; readonly end: number };

function splitStyles(row: string): Piece[] {
	const pieces: Piece[] = [];
	let style = "";
	let at = 0;
	for (const match of row.matchAll(sgr)) {
		if (match.index > at) pieces.push({ style, text: row.slice(at, match.index) });
		at = match.index + match[0].length;
		style = reset.test(match[0]) ? "" : style + match[0];
	}
	if (at < row.length) pieces.push({ style, text: row.slice(at) });
	return pieces;
}

function findMatches(text: string, query: string): Range[] {
	const ranges: Range[] = [];
	const matcher = compile(query).matcher(text);
	while (matcher.find()) {
		if (matcher.end() > matcher.start()) ranges.push({ start: matcher.start(), end: matcher.end() });
	}
	return ranges;
}

/** The pattern of the one search there is, so that it is compiled once and not for every row. */
let newest: { readonly query: string; readonly pattern: RE2JS } | undefined;

/** RE2 as the search in the scrollback reads it, in any case; what is no pattern is looked for as it stands. */
function compile(query: string): RE2JS {
	if (newest?.query === query) return newest.pattern;
	newest = { query, pattern: tryCompile(query) };
	return newest.pattern;
}

function tryCompile(query: string): RE2JS {
	try {
		return RE2JS.compile(query, RE2JS.CASE_INSENSITIVE);
	} catch {
		return RE2JS.compile(RE2JS.quote(query), RE2JS.CASE_INSENSITIVE);
	}
}

function rebuild(pieces: readonly Piece[], ranges: readonly Range[], mark: (text: string) => string): string {
	let out = "";
	let offset = 0;
	for (const piece of pieces) {
		out += paintPiece(piece, offset, { ranges, mark });
		offset += piece.text.length;
	}
	return out;
}

function paintPiece(
	piece: Piece,
	offset: number,
	marking: { ranges: readonly Range[]; mark: (text: string) => string },
): string {
	const styled = (text: string) => (piece.style === "" || text === "" ? text : `${piece.style}${text}${esc}[0m`);
	let out = "";
	let at = 0;
	for (const { start, end } of marking.ranges) {
		const from = Math.max(at, start - offset);
		const to = Math.min(piece.text.length, end - offset);
		if (to <= from) continue;
		out += styled(piece.text.slice(at, from)) + marking.mark(piece.text.slice(from, to));
		at = to;
	}
	return out + styled(piece.text.slice(at));
}
