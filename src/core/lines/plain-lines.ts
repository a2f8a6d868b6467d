import { decodeAscii } from "./utf8-decoder.ts";

/** The complete lines at the beginning of a chunk, and how many bytes they are. */
export type PlainLines = { readonly texts: readonly string[]; readonly end: number };

/**
 * The lines that a chunk begins with, as far as they are printable ASCII with tabs, ended by `\n` or `\r\n`.
 * Most output is nothing else, and a line of it needs no decoding, no parsing and no row.
 */
export function completePlainLines(chunk: Uint8Array): PlainLines {
	const { end, returns, tabs } = scan(chunk);
	if (end === 0) return none;
	let text = decodeAscii(chunk.subarray(0, end - 1));
	if (returns) text = text.replaceAll("\r\n", "\n");
	if (returns && text.endsWith("\r")) text = text.slice(0, -1);
	if (tabs) text = text.replaceAll("\t", " ");
	return { texts: text.split("\n"), end };
}

/** Finds the end of the last newline before the first byte that needs more care. */
function scan(chunk: Uint8Array): { end: number; returns: boolean; tabs: boolean } {
	let end = 0;
	let returns = false;
	let tabs = false;
	for (let i = 0; i < chunk.length; i++) {
		const byte = chunk[i] as number;
		if (byte >= 0x20 && byte < 0x7f) continue;
		if (byte === newline) end = i + 1;
		else if (byte === tab) tabs = true;
		else if (byte === carriageReturn && chunk[i + 1] === newline) returns = true;
		else break;
	}
	return { end, returns, tabs };
}

const none: PlainLines = { texts: [], end: 0 };
const newline = 0x0a;
const carriageReturn = 0x0d;
const tab = 0x09;
