import { stripControls } from "../../tui/screen/control-characters.ts";

/** Characters that turn the direction of the text after them, and separators that a terminal may break a line at. */
const turning = /[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** What a person wrote, fit for their terminal: no escape sequences, nothing that turns text around. Line ends stay. */
export function printable(text: string): string {
	return text
		.split("\n")
		.map((line) => stripControls(line).replace(turning, ""))
		.join("\n");
}
