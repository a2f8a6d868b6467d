import { formatCount } from "../../../base/format-count.ts";
import { paintBox } from "../../paint/box.ts";
import { type Group, stays } from "../../paint/parts.ts";
import { firstLine, shorten } from "../../paint/text.ts";
import type { BorderKind, Theme, Tone } from "../../paint/theme.ts";
import type { Talk } from "./talk.ts";
import { planTalk, type TalkPlan } from "./talk-plan.ts";
import { hiddenAbove, type SeenTalk, seenTalk } from "./talk-rows.ts";

/** The conversation's box as styled rows, exactly `talk.width` × `talk.height`. */
export function paintTalk(talk: Talk, theme: Theme): string[] {
	const plan = planTalk(talk.composer, talk);
	const seen = seenTalk(talk, plan, theme);
	const composer = { rows: composerLines(talk, plan, theme), divider: belowWords(talk, seen, theme) };
	const sections = [{ rows: seen.rows }, composer];
	return paintBox({ width: talk.width, ...boxLook(talk), title: titleWords(seen, theme), sections }, theme);
}

/** How far the conversation can be scrolled back, in rows. Costly in a long one: ask when the person scrolls. */
export function talkBack(talk: Talk, theme: Theme): number {
	return hiddenAbove(talk, planTalk(talk.composer, talk), theme);
}

function boxLook(talk: Talk): { kind: BorderKind; tone: Tone } {
	return talk.focus === "composer" && !talk.watch
		? { kind: "focused", tone: "borderFocused" }
		: { kind: "single", tone: "border" };
}

function titleWords(seen: SeenTalk, theme: Theme): Group[] {
	const name: Group = [{ text: "conversation", tone: "bold", rank: stays }];
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

function composerLines(talk: Talk, plan: TalkPlan, theme: Theme): string[] {
	const prompt = theme.style(talk.focus === "composer" ? "person" : "dim", ">");
	if (talk.watch) return [theme.style("dim", "watching: no message can be written")];
	if (talk.composer.text === "") {
		const hint = `message to ${firstLine(talk.agent)}, or /run CMD`;
		return [`${prompt} ${theme.style("dim", shorten(hint, plan.textWidth - 3, theme))}`];
	}
	return plan.composer.rows.map((row, index) => `${index === 0 ? prompt : " "} ${row}`);
}
