import type { HelpLine } from "./help-sections.ts";
import { helpSections } from "./help-sections.ts";
import { keyTable } from "./key-table.ts";

const begin = "<!-- keys -->";
const end = "<!-- /keys -->";

/** The key table for a document. What every line editor does and the keys of dialogs are left to the help. */
export function keyTableMarkdown(): string {
	const editing = new Set(keyTable.filter((binding) => binding.label === "edit").map((binding) => binding.help));
	const sections = helpSections().filter((section) => section.title !== "Dialogs");
	const lines = sections.flatMap((section) => section.lines).filter((line) => !editing.has(line.help));
	return ["| key | where | does |", "|---|---|---|", ...lines.map(row)].join("\n");
}

/** A document with the table between its marks `<!-- keys -->` and `<!-- /keys -->`; without marks it stays as it is. */
export function withKeyTable(document: string): string {
	const from = document.indexOf(begin);
	const to = document.indexOf(end);
	if (from === -1 || to < from) return document;
	return `${document.slice(0, from + begin.length)}\n${keyTableMarkdown()}\n${document.slice(to)}`;
}

function row({ keys, where, help }: HelpLine): string {
	return `| ${keys.split(" ").map(code).join(" ")} | ${where} | ${help} |`;
}

function code(key: string): string {
	return `\`${key.replaceAll("|", "\\|")}\``;
}
