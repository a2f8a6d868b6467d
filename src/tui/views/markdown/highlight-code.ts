import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import c from "highlight.js/lib/languages/c";
import cpp from "highlight.js/lib/languages/cpp";
import css from "highlight.js/lib/languages/css";
import diff from "highlight.js/lib/languages/diff";
import go from "highlight.js/lib/languages/go";
import java from "highlight.js/lib/languages/java";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import python from "highlight.js/lib/languages/python";
import rust from "highlight.js/lib/languages/rust";
import sql from "highlight.js/lib/languages/sql";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";
import type { Tone } from "../../paint/theme.ts";
import type { Span } from "./spans.ts";

const languages = { bash, c, cpp, css, diff, go, java, javascript, json, python, rust, sql, typescript, xml, yaml };
for (const [name, language] of Object.entries(languages)) hljs.registerLanguage(name, language);

/** More code than this is shown without colours, so that no answer holds the screen up. */
const longestCode = 8000;

/** Code as spans, in the colours of its language when that is known. */
export function highlightCode(code: string, language: string): Span[] {
	const name = language.trim().split(/\s/u)[0]?.toLowerCase() ?? "";
	if (code.length > longestCode || name === "" || hljs.getLanguage(name) === undefined) {
		return [{ text: code, tone: "plain" }];
	}
	return readMarkup(hljs.highlight(code, { language: name, ignoreIllegals: true }).value);
}

/** Reads the only markup that there is in a highlighted text: spans with a class, and five entities. */
function readMarkup(markup: string): Span[] {
	const spans: Span[] = [];
	const open: Tone[] = [];
	for (const piece of markup.split(/(<span class="[^"]*">|<\/span>)/u)) {
		const classes = /^<span class="([^"]*)">$/u.exec(piece)?.[1];
		if (classes !== undefined) open.push(toneOf(classes) ?? open.at(-1) ?? "plain");
		else if (piece === "</span>") open.pop();
		else if (piece !== "") spans.push({ text: decode(piece), tone: open.at(-1) ?? "plain" });
	}
	return spans;
}

const tones: readonly (readonly [pattern: RegExp, tone: Tone])[] = [
	[/hljs-(comment|quote|meta)/u, "dim"],
	[/hljs-(keyword|selector-tag|doctag)/u, "keyword"],
	[/hljs-(string|regexp|char)/u, "string"],
	[/hljs-(number|literal|symbol)/u, "number"],
	[/hljs-(title|name|type|built_in|attr|attribute|property|section)/u, "name"],
	[/hljs-addition/u, "good"],
	[/hljs-deletion/u, "bad"],
];

function toneOf(classes: string): Tone | undefined {
	return tones.find(([pattern]) => pattern.test(classes))?.[1];
}

function decode(text: string): string {
	const plain = text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"');
	return plain.replaceAll("&#x27;", "'").replaceAll("&amp;", "&");
}
