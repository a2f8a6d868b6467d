import { lexer, type Token, type Tokens } from "marked";
import type { Theme } from "../../paint/theme.ts";
import { highlightCode } from "./highlight-code.ts";
import { inlineSpans, plainText } from "./inline.ts";
import { breakSpans, cleanSpan, type Span, spansWidth, wrapSpans } from "./spans.ts";
import { tableRows } from "./table-rows.ts";

/** Words that are longer are shown as they were written: reading them costs more than their length. */
const longestBlock = 8000;

/** One block of Markdown as rows of spans, none wider than `width` cells. Shown as written when it cannot be read. */
export function blockRows(block: string, width: number, theme: Theme): Span[][] {
	const tokens = read(block);
	if (tokens) return tokenRows(tokens, { width, theme, depth: 0 });
	return wrapSpans([cleanSpan({ text: block, tone: "plain" })], width);
}

/** Undefined for what is too long, or inside of itself more often than the stack is deep. */
function read(block: string): readonly Token[] | undefined {
	const isCode = /^ {0,3}(?:`{3}|~{3})/u.test(block);
	if (block.length > longestBlock && !isCode) return undefined;
	try {
		return lexer(block);
	} catch {
		return undefined;
	}
}

type Look = { readonly width: number; readonly theme: Theme; readonly depth: number };

/** Quotes and lists inside each other deeper than this are shown as they were written. */
const deepest = 8;

function tokenRows(tokens: readonly Token[], look: Look): Span[][] {
	const shown = tokens.filter((token) => token.type !== "space" && token.type !== "def");
	return shown.flatMap((token, index) => {
		const rows = rowsOf(token as Known, look);
		return index === 0 || !standsApart(token) ? rows : [[], ...rows];
	});
}

/** Whether a blank row stands before it, when it is not the first. */
function standsApart(token: Token): boolean {
	return !["text", "list", "checkbox"].includes(token.type);
}

type Known =
	| Tokens.Heading
	| Tokens.Paragraph
	| Tokens.Text
	| Tokens.List
	| Tokens.Table
	| Tokens.Blockquote
	| Tokens.Code
	| Tokens.Hr
	| Tokens.Checkbox;

function rowsOf(token: Known, look: Look): Span[][] {
	const { width, theme } = look;
	switch (token.type) {
		case "heading":
			return wrapSpans(headed(token, theme), width);
		case "paragraph":
		case "text":
			return wrapSpans(wordsOf(token, theme), width);
		case "list":
			return listRows(token, look);
		case "table":
			return tableRows(token, width, theme).flatMap((row) => wrapSpans(row, width));
		case "blockquote":
			return guttered(tokenRowsBelow(token, look), theme);
		case "code":
			return codeRows(token, look);
		case "hr":
			return [[{ text: theme.signs.across.repeat(Math.min(width, 40)), tone: "dim" }]];
		case "checkbox":
			return [];
		default:
			return wrapSpans([cleanSpan({ text: (token as Token).raw.trimEnd(), tone: "plain" })], width);
	}
}

function headed({ depth, tokens }: Tokens.Heading, theme: Theme): Span[] {
	const words = inlineSpans(tokens, "heading", theme);
	return [{ text: `${"#".repeat(depth)} `, tone: "dim" }, ...words];
}

function wordsOf(token: Tokens.Paragraph | Tokens.Text, theme: Theme): Span[] {
	if (token.tokens) return inlineSpans(token.tokens, "plain", theme);
	return [cleanSpan({ text: plainText(token.text), tone: "plain" })];
}

function tokenRowsBelow({ tokens, raw }: { tokens: Token[]; raw: string }, look: Look, indent = 2): Span[][] {
	const below = { ...look, width: Math.max(2, look.width - indent), depth: look.depth + 1 };
	if (below.depth > deepest) return wrapSpans([cleanSpan({ text: raw.trimEnd(), tone: "plain" })], below.width);
	return tokenRows(tokens, below);
}

function guttered(rows: readonly Span[][], theme: Theme): Span[][] {
	return rows.map((row) => [{ text: `${theme.signs.gutter} `, tone: "dim" }, ...row]);
}

function listRows(list: Tokens.List, look: Look): Span[][] {
	const first = typeof list.start === "number" ? list.start : 1;
	return list.items.flatMap((item, index) => {
		const sign = list.ordered ? `${first + index}.` : look.theme.signs.bullet;
		const lead: Span[] = [{ text: `${sign} `, tone: "dim" }, ...taskSpans(item)];
		const indent = Math.min(spansWidth(lead), Math.max(0, look.width - 2));
		const rows = tokenRowsBelow(item, look, indent);
		const blank: Span = { text: " ".repeat(indent), tone: "plain" };
		return (rows.length === 0 ? [[]] : rows).map((row, at) => (at === 0 ? [...lead, ...row] : [blank, ...row]));
	});
}

function taskSpans(item: Tokens.ListItem): Span[] {
	return item.task ? [{ text: item.checked ? "[x] " : "[ ] ", tone: item.checked ? "good" : "attention" }] : [];
}

/** Code keeps its blanks; what is wider than the room goes on in the next row. */
function codeRows({ text, lang }: Tokens.Code, { width, theme }: Look): Span[][] {
	const spans = highlightCode(text, lang ?? "").map(cleanSpan);
	return guttered(breakSpans(spans, Math.max(2, width - 2)), theme);
}
