/**
 * The blocks of a Markdown text, parted at blank lines outside of fences.
 * While words stream in only the last block grows, so all the others can be drawn once.
 * A line that begins with a blank belongs to what stands before it: an item's further lines are not code.
 */
export function splitBlocks(text: string): string[] {
	const blocks: string[] = [];
	let lines: string[] = [];
	let fence: string | undefined;
	const all = text.split("\n");
	for (const [index, line] of all.entries()) {
		fence = fenceAfter(line, fence);
		const parts = fence === undefined && line.trim() === "" && !/^[ \t]+\S/u.test(nextWords(all, index));
		if (!parts) lines.push(line);
		else if (lines.length > 0) {
			blocks.push(lines.join("\n"));
			lines = [];
		}
	}
	return lines.length === 0 ? blocks : [...blocks, lines.join("\n")];
}

/** The fence that is open behind a line; undefined outside of one. */
function fenceAfter(line: string, open: string | undefined): string | undefined {
	const mark = /^ {0,3}(`{3,}|~{3,})(.*)$/u.exec(line);
	const [, sign = "", rest = ""] = mark ?? [];
	if (open === undefined) return sign === "" || (sign.startsWith("`") && rest.includes("`")) ? undefined : sign;
	const closes = sign.startsWith(open.charAt(0)) && sign.length >= open.length && rest.trim() === "";
	return closes ? undefined : open;
}

function nextWords(lines: readonly string[], index: number): string {
	for (let next = index + 1; next < lines.length; next += 1) {
		const line = lines[next] ?? "";
		if (line.trim() !== "") return line;
	}
	return "";
}
