import { countOf } from "../../../base/format-count.ts";
import { firstLine, shorten } from "../../paint/text.ts";
import type { Theme } from "../../paint/theme.ts";
import { wrapText } from "../../paint/wrap-text.ts";
import { displayWidth } from "../../screen/cells.ts";
import { slashCommands } from "../../ui/slash/slash-commands.ts";
import type { Talk } from "./talk.ts";

/** What goes on right now, above the composer: the running turn or why there is none, and what waits for its end. */
export function statusRows(talk: Talk, width: number, theme: Theme): string[] {
	return [
		...turnRow(talk, width, theme),
		...loginRow(talk, width, theme),
		...deadRow(talk, width, theme),
		...waitingRow(talk, width, theme),
		...queueRows(talk, width, theme),
		...completionRows(talk, width, theme),
	];
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

/** The agent logs itself in, which may take the person's help. */
function loginRow({ loggingIn, agent }: Talk, width: number, theme: Theme): string[] {
	if (loggingIn === "") return [];
	const text = `${theme.agents.starting} ${firstLine(agent)} logs in by ${firstLine(loggingIn)}`;
	return [theme.style("attention", shorten(text, width, theme))];
}

function deadRow({ dead, agent, wantsLogin }: Talk, width: number, theme: Theme): string[] {
	if (dead === "") return [];
	const name = firstLine(agent);
	const what = wantsLogin ? "wants a login: /login" : `is dead: /agent restart ${name}`;
	const text = `${theme.agents.dead} ${name} ${what}`;
	return [text, firstLine(dead)].map((row) => theme.style("bad", shorten(row, width, theme)));
}

function waitingRow(talk: Talk, width: number, theme: Theme): string[] {
	const { waiting } = talk.conversation;
	if (waiting.length === 0) return [];
	const text = `${theme.verdicts.forwarded} ${countOf(waiting.length, "event")} to deliver`;
	return [theme.style("attention", shorten(text, width, theme))];
}

/** Rows of the person's messages that wait; of more the oldest are counted. */
const mostQueued = 3;

/** The person's messages that wait, the next one first; the newest can be taken back. */
function queueRows(talk: Talk, width: number, theme: Theme): string[] {
	const { queued } = talk.conversation;
	const hidden = queued.length > mostQueued ? queued.length - mostQueued + 1 : 0;
	const more = hidden > 0 ? [`${countOf(hidden, "message")} queued before`] : [];
	const last = talk.watch ? "" : ` ${theme.signs.dot} Up takes it back`;
	const rows = queued.slice(hidden).map((text, index, shown) => {
		const side = index === shown.length - 1 ? last : "";
		return shorten(`queued: ${firstLine(text)}`, Math.max(16, width - 2 - side.length), theme) + side;
	});
	return [...more, ...rows].map((row) =>
		theme.style("attention", shorten(`${theme.signs.chosen} ${row}`, width, theme)),
	);
}

/** Rows of what can be completed; the rest is told by typing more. */
const mostOffered = 4;

/** What can be written after a slash, or what Tab offers for the /command being written. */
function completionRows(talk: Talk, width: number, theme: Theme): string[] {
	const { completion } = talk.composer;
	if (completion === undefined) return slashRows(talk, width, theme);
	if (completion.options.length < 2) return [];
	const sign = (index: number) => (index === completion.index ? theme.signs.chosen : " ");
	const words = (completion.words ?? completion.options).map((word, index) => sign(index) + firstLine(word).trim());
	const rows = flow(words, width);
	const chosen = rows.findIndex((row) => row.includes(words[completion.index] ?? ""));
	const top = Math.max(0, Math.min(chosen - mostOffered + 1, rows.length - mostOffered));
	return rows.slice(top, top + mostOffered).map((row) => theme.style("dim", shorten(row, width, theme)));
}

/** The commands that begin with what is written; how a single one is used. */
function slashRows({ composer, focus }: Talk, width: number, theme: Theme): string[] {
	const word = /^\/([^\s/]*)/.exec(composer.text)?.[1];
	if (word === undefined || focus !== "composer" || composer.text.startsWith("//")) return [];
	const whole = slashCommands.find(({ name }) => name === word);
	const begun = slashCommands.filter(({ name }) => name.startsWith(word));
	const one = whole ?? (begun.length === 1 ? begun[0] : undefined);
	const names = begun.map(({ name }) => `/${name}`);
	const rows = one ? wrapText(`${one.usage}: ${one.help}`, width) : flow(names, width);
	return rows.slice(0, mostOffered).map((row) => theme.style("dim", row));
}

/** Words beside each other, one blank apart, on as many rows as they need. */
function flow(words: readonly string[], width: number): string[] {
	const rows: string[] = [];
	for (const word of words) {
		const beside = `${rows.at(-1) ?? ""} ${word}`;
		if (rows.length > 0 && displayWidth(beside) <= width) rows[rows.length - 1] = beside;
		else rows.push(word);
	}
	return rows;
}
