/** Characters of an object that is written on one line. */
const oneLine = 120;
/** Lists and objects in one text; more could be nested too deep to be walked, and nobody reads them. */
const mostParts = 500;

/** What a tool found, for reading: JSON as lines with its texts as they are, anything else unchanged. */
export function laidOut(text: string): string {
	const value = parsed(text.trim());
	return value === undefined ? text : linesOf(value).join("\n");
}

/** The value of a JSON object or list; a number or a word alone is nothing to lay out. */
function parsed(text: string): object | undefined {
	if (!/^[{[]/.test(text) || (text.match(/[{[]/g)?.length ?? 0) > mostParts) return undefined;
	try {
		return JSON.parse(text) as object;
	} catch {
		return undefined;
	}
}

function linesOf(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(itemLines);
	if (isObject(value)) return Object.entries(value).flatMap(([name, inner]) => memberLines(name, inner));
	return String(value).split("\n");
}

/** A text in a list stands for itself: it is a line of an output, or a name. */
function itemLines(item: unknown): string[] {
	if (!isObject(item)) return linesOf(item);
	return linesOf(item).map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`));
}

function memberLines(name: string, value: unknown): string[] {
	const short = shortForm(value);
	if (short !== undefined) return [`${name}: ${short}`.trimEnd()];
	return [`${name}:`, ...linesOf(value).map((line) => `  ${line}`)];
}

/** What stands beside its name: a line of text, an object of few plain values, an empty list. */
function shortForm(value: unknown): string | undefined {
	if (Array.isArray(value)) return value.length === 0 ? "" : undefined;
	if (isObject(value) && Object.values(value).some(isObject)) return undefined;
	const text = isObject(value)
		? Object.entries(value)
				.map((member) => member.join(" "))
				.join(", ")
		: String(value);
	return text.includes("\n") || (isObject(value) && text.length > oneLine) ? undefined : text;
}

function isObject(value: unknown): value is object {
	return typeof value === "object" && value !== null;
}
