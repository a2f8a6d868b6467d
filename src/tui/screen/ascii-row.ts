import stringWidth from "string-width";

/** What stands for what: each of the characters on the right takes one cell. */
const groups: readonly (readonly [ascii: string, others: string])[] = [
	["-", "·•‧—–‒―−─━═╌┄┈╴╶"],
	["|", "│┃║┆┊╎"],
	["+", "┌┐└┘├┤┬┴┼┏┓┗┛┠┨┣┫╋╔╗╚╝╠╣╬╟╢╭╮╰╯✓✔"],
	["x", "×✗✘✕†"],
	["~", "…≈"],
	[">", "▸▶›»→⇒❯"],
	["<", "◀‹«←⇐"],
	["^", "↑▲"],
	["v", "↓▼"],
	["o", "◌○◦◔"],
	["*", "●★"],
	["#", "■█▓▒░▉▊▋▌▍▎▏▐▇▆▅▄▃▂▁"],
	["!", "‼"],
	['"', "“”„"],
	["'", "‘’‚"],
	[" ", "\u00a0"],
];
const likenesses = new Map(groups.flatMap(([ascii, others]) => [...others].map((other) => [other, ascii] as const)));
const onlyAscii = /^\p{ASCII}*$/u;
const segmenter = new Intl.Segmenter();

/**
 * A row for a terminal that shows nothing but ASCII: what has a likeness becomes it, the rest a question mark a cell.
 * The row takes as many cells as before; SGR sequences stay.
 */
export function asciiRow(row: string): string {
	if (onlyAscii.test(row)) return row;
	let out = "";
	for (const { segment } of segmenter.segment(row)) out += onlyAscii.test(segment) ? segment : likeness(segment);
	return out;
}

/** An accent goes, the letter stays. */
function likeness(segment: string): string {
	const known = likenesses.get(segment);
	if (known !== undefined) return known;
	const letter = segment.normalize("NFD").replace(/\p{M}+$/u, "");
	return onlyAscii.test(letter) && letter !== "" ? letter : "?".repeat(stringWidth(segment));
}
