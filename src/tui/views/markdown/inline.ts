import type { Token, Tokens } from "marked";
import type { Theme, Tone } from "../../paint/theme.ts";
import { cleanSpan, type Span } from "./spans.ts";

/** The words of a paragraph as spans. Nothing is hidden: a link shows where it leads, HTML is shown as it is. */
export function inlineSpans(tokens: readonly Token[], tone: Tone, theme: Theme): Span[] {
	return tokens.flatMap((token) => spansOf(token as Known, tone, theme)).map(cleanSpan);
}

/** Words with the five entities that lexing leaves in them turned into their characters. */
export function plainText(text: string): string {
	return text.replace(/&(amp|lt|gt|quot|#39);/gu, (entity) => entities.get(entity) ?? entity);
}

const entities: ReadonlyMap<string, string> = new Map([
	["&amp;", "&"],
	["&lt;", "<"],
	["&gt;", ">"],
	["&quot;", '"'],
	["&#39;", "'"],
]);

type Known =
	| Tokens.Strong
	| Tokens.Em
	| Tokens.Del
	| Tokens.Codespan
	| Tokens.Link
	| Tokens.Image
	| Tokens.Br
	| Tokens.Checkbox
	| Tokens.Text
	| Tokens.Escape;

function spansOf(token: Known, tone: Tone, theme: Theme): Span[] {
	switch (token.type) {
		case "strong":
			return inlineSpans(token.tokens, tone === "italic" ? "boldItalic" : "bold", theme);
		case "em":
			return inlineSpans(token.tokens, tone === "bold" ? "boldItalic" : "italic", theme);
		case "del":
			return inlineSpans(token.tokens, "struck", theme);
		case "codespan":
			// Without colour the marks stay, since nothing else would tell the words from others.
			return [{ text: theme.color ? token.text : `\`${token.text}\``, tone: "code" }];
		case "link":
			return linkSpans(token, theme);
		case "image":
			return [{ text: `${plainText(token.text)} (${token.href})`, tone: "link" }];
		case "checkbox":
			return [];
		case "br":
			return [{ text: "\n", tone }];
		case "text":
			return token.tokens ? inlineSpans(token.tokens, tone, theme) : [{ text: plainText(token.text), tone }];
		case "escape":
			return [{ text: plainText(token.text), tone }];
		default:
			return [{ text: (token as Token).raw, tone }];
	}
}

function linkSpans({ text, href, tokens }: Tokens.Link, theme: Theme): Span[] {
	const words = inlineSpans(tokens, "link", theme);
	const same = href === text || href === `mailto:${text}`;
	return same ? words : [...words, { text: ` (${href})`, tone: "dim" }];
}
