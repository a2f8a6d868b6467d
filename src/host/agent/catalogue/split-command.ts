/**
 * Splits a command line into words as a shell does, with quotes and backslashes and nothing else: no variables, no
 * globs, no pipes. Undefined when a quote stays open or a backslash ends it.
 */
export function splitCommand(line: string): string[] | undefined {
	const words: string[] = [];
	let rest = line.trim();
	while (rest !== "") {
		const found = wordPattern.exec(rest)?.[0];
		if (!found) return undefined;
		words.push(found.replaceAll(piecePattern, (part) => unquote(part)));
		rest = rest.slice(found.length);
		if (rest !== "" && !/^\s/.test(rest)) return undefined;
		rest = rest.trimStart();
	}
	return words;
}

const piece = String.raw`'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^\s'"\\]+`;
const piecePattern = new RegExp(piece, "gs");
const wordPattern = new RegExp(`^(?:${piece})+`, "s");

function unquote(part: string): string {
	switch (part[0]) {
		case "'":
			return part.slice(1, -1);
		case '"':
			return part.slice(1, -1).replaceAll(/\\(["\\$`])/g, "$1");
		case "\\":
			return part.slice(1);
		default:
			return part;
	}
}
