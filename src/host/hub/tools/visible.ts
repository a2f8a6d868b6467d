import { VisibleText } from "../../../core/lines/visible-text.ts";

/** Whether a text shows all it holds: no control character but newline and tab, nothing of no width, nothing that reorders. */
export function isVisible(text: string): boolean {
	return cleanText(text) === text;
}

/** The visible part of a text. Newlines and tabs stay. */
export function cleanText(text: string): string {
	return new VisibleText().keep(text.toWellFormed().replace(controls, ""));
}

/** Cleans every string in a value that becomes JSON, keys as well. */
export function cleanDeep(value: unknown): unknown {
	if (typeof value === "string") return cleanText(value);
	if (Array.isArray(value)) return value.map(cleanDeep);
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [cleanText(key), cleanDeep(one)]));
}

const controls = /(?![\n\t])\p{Cc}/gu;
