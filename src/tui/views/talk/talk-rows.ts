import type { Message } from "../../../model/turn.ts";
import { highlightMatches } from "../../paint/pane/highlight.ts";
import type { Theme } from "../../paint/theme.ts";
import { wrapText } from "../../paint/wrap-text.ts";
import { cardRows } from "../card/card-rows.ts";
import { messageRows } from "./message-rows.ts";
import { statusRows } from "./status-rows.ts";
import type { Talk } from "./talk.ts";
import type { TalkPlan } from "./talk-plan.ts";

/** What is seen of the conversation. */
export type SeenTalk = {
	/** Exactly the plan's height. */
	readonly rows: readonly string[];
	/** Rows below what is seen. */
	readonly below: number;
	/** Rows of the open request above what is seen. */
	readonly cardAbove: number;
};

/** Fewer rows than this have no blank one to spare between messages. */
const roomForGaps = 10;

/** The part of the conversation that is seen. Only as many messages are broken into rows as are needed for it. */
export function seenTalk(talk: Talk, plan: TalkPlan, theme: Theme): SeenTalk {
	const { status, card, height } = fixedRows(talk, plan, theme);
	const flow = lastRows(talk, { plan, theme, card, wanted: height + talk.scroll });
	const below = Math.max(0, Math.min(talk.scroll, flow.length - height));
	const end = flow.length - below;
	const seen = flow.slice(Math.max(0, end - height), end).map((row) => marked(row, talk.query, theme));
	const blank = Array.from({ length: height - seen.length }, () => "");
	const cardAbove = below === 0 ? Math.max(0, card.length - height) : 0;
	return { rows: [...seen, ...blank, ...status], below, cardAbove };
}

/**
 * Rows above what is seen while nothing is scrolled: how far it can be scrolled back.
 * Breaks every message into rows once, so ask when the person scrolls and not for every frame.
 */
export function hiddenAbove(talk: Talk, plan: TalkPlan, theme: Theme): number {
	const { card, height } = fixedRows(talk, plan, theme);
	const all = lastRows(talk, { plan, theme, card, wanted: Number.POSITIVE_INFINITY });
	return Math.max(0, all.length - height);
}

/** The scroll positions at which a row of the conversation that holds a text is seen, newest first. */
export function findInTalk(talk: Talk, plan: TalkPlan, { query, theme }: { query: string; theme: Theme }): number[] {
	const { card, height } = fixedRows(talk, plan, theme);
	const all = lastRows(talk, { plan, theme, card, wanted: Number.POSITIVE_INFINITY });
	const most = Math.max(0, all.length - height);
	const middle = Math.floor(height / 2);
	const offsets = all.flatMap((row, index) =>
		marked(row, query, theme) === row ? [] : [Math.min(most, Math.max(0, all.length - index - middle))],
	);
	return [...new Set(offsets.reverse())];
}

function marked(row: string, query: string, theme: Theme): string {
	return query === "" ? row : highlightMatches(row, query, (text) => theme.style("match", text));
}

/** The rows that are there whatever was said, and how many are left for what was said and the card. */
function fixedRows(talk: Talk, plan: TalkPlan, theme: Theme) {
	const status = statusRows(talk, plan.textWidth, theme).slice(0, Math.max(0, plan.height - 2));
	return { status, card: cardRows(talk, plan.textWidth, theme), height: plan.height - status.length };
}

type Wanted = { plan: TalkPlan; theme: Theme; card: readonly string[]; wanted: number };

function lastRows(talk: Talk, { plan, theme, card, wanted }: Wanted): string[] {
	const { agent, cwd, expanded } = talk;
	const look = { width: plan.textWidth, agent, theme, cwd, expanded };
	const roomy = plan.height >= roomForGaps;
	const blocks: (readonly string[])[] = card.length > 0 ? [card] : [];
	let count = card.length;
	let below: Message | undefined;
	for (const message of newestFirst(talk.conversation.messages)) {
		if (count >= wanted) break;
		const rows = messageRows(message, look);
		const apart = roomy && blocks.length > 0 && !standTogether(message, below);
		const block = apart ? [...rows, ""] : rows;
		below = message;
		blocks.push(block);
		count += block.length;
	}
	if (blocks.length === 0) return emptyRows(talk, plan.textWidth, theme);
	return blocks.reverse().flat();
}

/** What an agent does between its words stands close together. */
function standTogether(above: Message, below: Message | undefined): boolean {
	return below !== undefined && above.kind !== "text" && below.kind !== "text";
}

function* newestFirst<T>(list: readonly T[]): Generator<T> {
	for (let index = list.length - 1; index >= 0; index--) yield list[index] as T;
}

function emptyRows(talk: Talk, width: number, theme: Theme): string[] {
	const text = `Nothing was said yet.\nWrite to ${talk.agent}, or start a monitor: /run npm test`;
	return wrapText(text, width).map((row) => theme.style("dim", row));
}
