import { folders } from "../../.imports.mjs";

const start = "<!-- imports -->";
const end = "<!-- /imports -->";

/** The import table as Markdown, one row for each folder. */
export function renderTable(): string {
	const rows = Object.entries(folders).map(([folder, allowed]) => `| ${folder} | ${describe(allowed)} |`);
	return ["| folder | may import |", "|---|---|", ...rows].join("\n");
}

/** `text` with the table of today between its two markers; without markers it stays as it is. */
export function withTable(text: string): string {
	const from = text.indexOf(start);
	const to = text.indexOf(end);
	if (from < 0 || to < from) return text;
	return `${text.slice(0, from)}${start}\n${renderTable()}\n${text.slice(to)}`;
}

function describe(allowed: readonly string[]): string {
	if (allowed.length === 0) return "nothing";
	return allowed.includes("*") ? "everything" : allowed.join(", ");
}
