import { cutAnsi, displayWidth, fitAnsi } from "../screen/cells.ts";
import { stripControls } from "../screen/control-characters.ts";
import type { Theme, Tone } from "./theme.ts";

/** More than any row can show, so that a long text is not cleaned as a whole. */
const firstLineUnits = 4096;

/** The first line of a text from outside, without any control character. */
export function firstLine(text: string): string {
	const end = text.indexOf("\n");
	const line = end === -1 ? text : text.slice(0, end);
	return stripControls(line.slice(0, firstLineUnits));
}

/** Cuts unstyled text to at most `width` cells; an ellipsis stands for what was cut. */
export function shorten(text: string, width: number, theme: Theme): string {
	if (displayWidth(text) <= width) return text;
	if (width <= 0) return "";
	return cutAnsi(text, width - 1).text + theme.signs.ellipsis;
}

/** Unstyled text as one span of exactly `width` cells. */
export function span(text: string, width: number, look: { tone: Tone; theme: Theme }): string {
	if (width <= 0) return "";
	return look.theme.style(look.tone, fitAnsi(shorten(text, width, look.theme), width));
}
