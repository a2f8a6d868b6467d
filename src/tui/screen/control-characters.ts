const esc = "\u001b";
/** Escape sequences as a whole: CSI, the strings that end with BEL or ST, and the short ones. */
const sequences = new RegExp(
	[`${esc}\\[[0-?]*[ -/]*[@-~]?`, `${esc}[\\]PX^_][^\\u0007${esc}]*(?:\\u0007|${esc}\\\\)?`, `${esc}[ -/]*[0-~]?`].join(
		"|",
	),
	"g",
);
const styleOnly = new RegExp(`^${esc}\\[[\\d;:]*m$`);
/** Every control character but ESC, and an ESC that does not begin a style. */
const unsafe = new RegExp(`[^\\P{Cc}${esc}]|${esc}(?!\\[[\\d;:]*m)`, "u");

/** Removes every escape sequence and every control character; tabs and line ends become one blank. */
export function stripControls(text: string): string {
	return /\p{Cc}/u.test(text) ? removeControls(text.replace(sequences, "")) : text;
}

/** Like `stripControls`, but keeps styles (SGR), for rows that are drawn. */
export function removeUnsafe(row: string): string {
	if (!unsafe.test(row)) return row;
	return row
		.split(sequencesAsParts())
		.map((part) => (styleOnly.test(part) ? part : stripControls(part)))
		.join("");
}

function sequencesAsParts(): RegExp {
	return new RegExp(`(${sequences.source})`, "g");
}

function removeControls(text: string): string {
	return text.replace(/\r\n|[\t\r\n]/g, " ").replace(/\p{Cc}/gu, "");
}
