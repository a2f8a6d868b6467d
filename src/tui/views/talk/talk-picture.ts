import { formatCount } from "../../../base/format-count.ts";
import { paintBox } from "../../paint/box.ts";
import { type Group, stays } from "../../paint/parts.ts";
import { firstLine, shorten } from "../../paint/text.ts";
import type { BorderKind, Theme, Tone } from "../../paint/theme.ts";
import { planRows } from "./plan-rows.ts";
import { type Tab, tabGroup } from "./tabs.ts";
import type { Talk } from "./talk.ts";
import { planTalk, type TalkPlan } from "./talk-plan.ts";
import { findInTalk, hiddenAbove, type SeenTalk, seenTalk } from "./talk-rows.ts";
import { usageWords } from "./usage-words.ts";

/** The conversation's box as styled rows, exactly `talk.width` × `talk.height`. */
export function paintTalk(talk: Talk, theme: Theme): string[] {
	const plan = planOf(talk, theme);
	const seen = seenTalk(talk, plan, theme);
	const divider = [...belowWords(talk, seen, theme), ...hiddenWords(plan, theme)];
	const composer = { rows: composerLines(talk, plan, theme), divider };
	const above = plan.pinned.length === 0 ? [] : [{ rows: plan.pinned }];
	const sections = [...above, { rows: seen.rows }, composer];
	const words = { title: titleWords(talk, seen, theme), foot: usageWords(talk.usage, theme) };
	return paintBox({ width: talk.width, ...boxLook(talk), ...words, sections }, theme);
}

/** How far the conversation can be scrolled back, in rows. Costly in a long one: ask when the person scrolls. */
export function talkBack(talk: Talk, theme: Theme): number {
	return hiddenAbove(talk, planOf(talk, theme), theme);
}

/** The scroll positions that show a text in the conversation, newest first. As costly as `talkBack`. */
export function talkFinds(talk: Talk, query: string, theme: Theme): number[] {
	return findInTalk(talk, planOf(talk, theme), { query, theme });
}

function planOf(talk: Talk, theme: Theme): TalkPlan {
	return planTalk(talk.composer, talk, planRows(talk, theme));
}

function boxLook(talk: Talk): { kind: BorderKind; tone: Tone } {
	return talk.focus === "composer" && !talk.watch
		? { kind: "focused", tone: "borderFocused" }
		: { kind: "single", tone: "border" };
}

function titleWords(talk: Talk, seen: SeenTalk, theme: Theme): Group[] {
	const tabs = JSON.parse(talk.tabs) as Tab[];
	const alone: Group = [{ text: "conversation", tone: "bold", rank: stays }];
	const name = tabs.length > 1 ? tabGroup(tabs, theme) : alone;
	if (seen.cardAbove === 0) return [name];
	const text = `${theme.signs.up} ${seen.cardAbove} rows of the request above: PgUp`;
	return [name, [{ text, tone: "attention", rank: 1 }]];
}

/** What the divider above the composer says while the conversation is scrolled back. */
function belowWords(talk: Talk, seen: SeenTalk, theme: Theme): Group[] {
	if (seen.below === 0) return [];
	const request = talk.card === undefined ? "" : ", a request";
	const text = `${theme.signs.down} ${formatCount(seen.below)} rows below${request}: PgDn`;
	return [[{ text, tone: "attention", rank: 1 }]];
}

/** How much of a long text that is being written is out of sight. */
function hiddenWords({ composer }: TalkPlan, theme: Theme): Group[] {
	const counted = (sign: string, rows: number) => (rows === 0 ? [] : [`${sign} ${formatCount(rows)}`]);
	const words = [...counted(theme.signs.up, composer.above), ...counted(theme.signs.down, composer.below)];
	if (words.length === 0) return [];
	return [[{ text: `${words.join(" ")} more rows of your text`, tone: "dim", rank: 1 }]];
}

function composerLines(talk: Talk, plan: TalkPlan, theme: Theme): string[] {
	const prompt = theme.style(talk.focus === "composer" ? "person" : "dim", ">");
	if (talk.watch) return [theme.style("dim", "watching: no message can be written")];
	if (talk.composer.text === "") {
		const hint = `message to ${firstLine(talk.agent)}, or /run CMD`;
		return [`${prompt} ${theme.style("dim", shorten(hint, plan.textWidth - 3, theme))}`];
	}
	const first = plan.composer.above === 0 ? prompt : " ";
	return plan.composer.rows.map((row, index) => `${index === 0 ? first : " "} ${row}`);
}
