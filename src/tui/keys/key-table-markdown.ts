import { helpSections } from "./help-sections.ts";

/** The marks between which a document holds the table. */
export const keyTableMarks = { begin: "<!-- keys -->", end: "<!-- /keys -->" } as const;

/** The key table for a document: one table per heading. */
export function keyTableMarkdown(): string {
	const tables = helpSections().map((section) => {
		const lines = section.lines.map((line) => `| ${code(line.keys)} | ${line.where} | ${line.help} |`);
		return [`**${section.title}**`, "", "| key | where | does |", "|---|---|---|", ...lines].join("\n");
	});
	return `${tables.join("\n\n")}\n`;
}

function code(keys: string): string {
	return keys
		.split(" ")
		.map((key) => `\`${key.replaceAll("|", "\\|")}\``)
		.join(" ");
}
