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
	const seen = flow.slice(Math.max(0, end - height), end);
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

/** The rows that are there whatever was said, and how many are left for what was said and the card. */
function fixedRows(talk: Talk, plan: TalkPlan, theme: Theme) {
	const status = statusRows(talk, plan.textWidth, theme).slice(0, Math.max(0, plan.height - 2));
	return { status, card: cardRows(talk, plan.textWidth, theme), height: plan.height - status.length };
}

type Wanted = { plan: TalkPlan; theme: Theme; card: readonly string[]; wanted: number };

function lastRows(talk: Talk, { plan, theme, card, wanted }: Wanted): string[] {
	const look = { width: plan.textWidth, agent: talk.agent, theme };
	const gap = plan.height >= roomForGaps ? [""] : [];
	const blocks: (readonly string[])[] = card.length > 0 ? [card] : [];
	let count = card.length;
	for (const message of newestFirst(talk.conversation.messages)) {
		if (count >= wanted) break;
		const rows = messageRows(message, look);
		const block = blocks.length === 0 ? rows : [...rows, ...gap];
		blocks.push(block);
		count += block.length;
	}
	if (blocks.length === 0) return emptyRows(talk, plan.textWidth, theme);
	return blocks.reverse().flat();
}

function* newestFirst<T>(list: readonly T[]): Generator<T> {
	for (let index = list.length - 1; index >= 0; index--) yield list[index] as T;
}

function emptyRows(talk: Talk, width: number, theme: Theme): string[] {
	const text = `Nothing was said yet.\nWrite to ${talk.agent}, or start a monitor: /run npm test`;
	return wrapText(text, width).map((row) => theme.style("dim", row));
}
