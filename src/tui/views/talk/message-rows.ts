import { countOf, formatCount } from "../../../base/format-count.ts";
import type { Message } from "../../../model/turn.ts";
import { firstLine, shorten } from "../../paint/text.ts";
import type { Theme, Tone } from "../../paint/theme.ts";
import { wrapText } from "../../paint/wrap-text.ts";
import { displayWidth, fitAnsi } from "../../screen/cells.ts";
import { markdownRows } from "../markdown/markdown-rows.ts";
import { callRows } from "../said/call-rows.ts";
import { thoughtRows } from "../said/thought-rows.ts";

/** What a message looks like depends on this besides its words. */
export type MessageLook = {
	readonly width: number;
	readonly agent: string;
	readonly theme: Theme;
	/** Directory that paths are shortened by. */
	readonly cwd: string;
	/** Calls and thoughts are shown whole. */
	readonly expanded: boolean;
};

/** Of a longer message the end is shown; the transcript has it whole. */
const shownCharacters = 30_000;
/** Rows of a monitor's words in the conversation; its pane has them all. */
const quotedRows = 6;

/** One message as styled rows of at most `look.width` cells. Remembered as long as the message itself lives. */
export function messageRows(message: Message, look: MessageLook): readonly string[] {
	const known = remembered.get(message);
	if (known && sameLook(known.look, look)) return known.rows;
	const rows = wrapMessage(message, look);
	remembered.set(message, { look, rows });
	return rows;
}

const remembered = new WeakMap<Message, { look: MessageLook; rows: readonly string[] }>();

function sameLook(one: MessageLook, other: MessageLook): boolean {
	const keys = ["width", "agent", "theme", "cwd", "expanded"] as const;
	return keys.every((key) => one[key] === other[key]);
}

function wrapMessage(message: Message, look: MessageLook): string[] {
	const text = shownPart(message.text);
	switch (message.from) {
		case "person":
			return spoken({ name: "you", tone: "person" }, look, (width) => wrapText(text, width));
		case "agent":
			return agentRows(message, text.trim(), look);
		case "monitor":
			return quoted(text, look);
		case "host":
			return wrapText(text, look.width - 2).map((row, index) =>
				look.theme.style("dim", `${index === 0 ? look.theme.signs.dot : " "} ${row}`),
			);
	}
}

function agentRows(message: Message, text: string, look: MessageLook): string[] {
	if (message.kind === "thought") return thoughtRows(text, look);
	if (message.call) return callRows(message.call, look);
	const name = { name: firstLine(look.agent), tone: "agent" } as const;
	return spoken(name, look, (width) => markdownRows(text, width, look.theme));
}

/** Breaks words into rows of a width. */
type Broken = (width: number) => readonly string[];

/** The name, and the words beside it: no row of the words ever begins where a name does. */
function spoken(said: { name: string; tone: Tone }, look: MessageLook, words: Broken): string[] {
	const name = shorten(said.name, 12, look.theme);
	const indent = look.width < 40 ? 2 : Math.max(6, displayWidth(name) + 2);
	const label = look.theme.style(said.tone, name);
	const rows = words(look.width - indent).map((row) => (row === "" ? "" : " ".repeat(indent) + row));
	if (look.width < 40) return [label, ...rows];
	const first = (rows[0] ?? "").slice(indent);
	return [fitAnsi(label, indent) + first, ...rows.slice(1)];
}

/** What monitors said: dim, and behind a line of its own, so that it can never be taken for anybody's words. */
function quoted(text: string, look: MessageLook): string[] {
	const [title = "", ...lines] = text.split("\n");
	const { dim, gutter } = { dim: "dim" as const, gutter: look.theme.signs.gutter };
	const head = look.theme.style("quote", shorten(`monitor ${firstLine(title)}`, look.width, look.theme));
	const rows = wrapText(lines.join("\n"), look.width - 2);
	const hidden = rows.length - quotedRows;
	const shown = hidden > 1 ? rows.slice(0, quotedRows) : rows;
	const more = hidden > 1 ? [`${look.theme.signs.ellipsis} ${countOf(hidden, "more row")}`] : [];
	const body = lines.length === 0 ? [] : [...shown, ...more];
	return [head, ...body.map((row) => look.theme.style(dim, `${gutter} ${row}`))];
}

function shownPart(text: string): string {
	if (text.length <= shownCharacters) return text;
	const left = text.length - shownCharacters;
	return `(${formatCount(left)} characters before this: monmux transcript)\n${text.slice(-shownCharacters)}`;
}
