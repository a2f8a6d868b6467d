import { countOf } from "../../../base/format-count.ts";
import { firstLine, shorten } from "../../paint/text.ts";
import type { Theme } from "../../paint/theme.ts";
import { slashCommands } from "../../ui/slash/slash-commands.ts";
import type { Talk } from "./talk.ts";

/** What goes on right now, above the composer: the running turn, and what waits for its end. At most three rows. */
export function statusRows(talk: Talk, width: number, theme: Theme): string[] {
	return [...turnRow(talk, width, theme), ...waitingRow(talk, width, theme), ...completionRow(talk, width, theme)];
}

function turnRow(talk: Talk, width: number, theme: Theme): string[] {
	const { turn } = talk.conversation;
	if (turn === undefined) return [];
	const dot = theme.signs.dot;
	const doing = turn.cancelling ? "is being interrupted" : "works";
	const help = turn.cancelling || talk.watch ? "" : ` ${dot} Esc interrupts`;
	const text = `${theme.states.running} ${firstLine(talk.agent)} ${doing} ${dot} ${talk.age}${help}`;
	return [theme.style("good", shorten(text, width, theme))];
}

function waitingRow(talk: Talk, width: number, theme: Theme): string[] {
	const { queued, waiting } = talk.conversation;
	const parts: string[] = [];
	if (waiting.length > 0) parts.push(`${countOf(waiting.length, "event")} to deliver`);
	if (queued.length > 0) parts.push(`${countOf(queued.length, "message")} queued: ${firstLine(queued[0] ?? "")}`);
	if (parts.length === 0) return [];
	const text = `${theme.verdicts.forwarded} ${parts.join(` ${theme.signs.dot} `)}`;
	return [theme.style("attention", shorten(text, width, theme))];
}

/** What can be written after a slash, or what Tab offers for the /command being written. */
function completionRow(talk: Talk, width: number, theme: Theme): string[] {
	const { completion } = talk.composer;
	if (completion === undefined) return slashRow(talk, width, theme);
	if (completion.options.length < 2) return [];
	const sign = (index: number) => (index === completion.index ? theme.signs.chosen : " ");
	const text = completion.options.map((option, index) => sign(index) + firstLine(option).trim()).join(" ");
	return [theme.style("dim", shorten(text, width, theme))];
}

/** The commands that begin with what is written; how a single one is used. */
function slashRow({ composer, focus }: Talk, width: number, theme: Theme): string[] {
	const word = /^\/([^\s/]*)/.exec(composer.text)?.[1];
	if (word === undefined || focus !== "composer" || composer.text.startsWith("//")) return [];
	const whole = slashCommands.find(({ name }) => name === word);
	const begun = slashCommands.filter(({ name }) => name.startsWith(word));
	const one = whole ?? (begun.length === 1 ? begun[0] : undefined);
	const text = one ? `${one.usage}: ${one.help}` : begun.map(({ name }) => `/${name}`).join(" ");
	return text === "" ? [] : [theme.style("dim", shorten(text, width, theme))];
}
