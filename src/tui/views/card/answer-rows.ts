import { bindingOf } from "../../keys/lookup.ts";
import type { Theme } from "../../paint/theme.ts";
import { displayWidth } from "../../screen/cells.ts";
import { type CardAnswer, cardAnswers } from "../../ui/offer/card-answers.ts";
import type { Talk } from "../talk/talk.ts";

const gap = "   ";

/** The answers with their keys, as many beside each other as fit; dim while the keys go elsewhere. */
export function answerRows(talk: Talk, width: number, theme: Theme): string[] {
	const rows: string[] = [];
	for (const answer of talk.card === undefined ? [] : cardAnswers(talk.card)) {
		const text = paintAnswer(answer, talk, theme);
		const beside = `${rows.at(-1) ?? ""}${gap}${text}`;
		if (rows.length === 0 || displayWidth(beside) > width) rows.push(text);
		else rows[rows.length - 1] = beside;
	}
	return rows;
}

function paintAnswer({ binding, label }: CardAnswer, talk: Talk, theme: Theme): string {
	const key = bindingOf(binding, talk.bindings).keys[0] ?? "";
	if (talk.focus !== "card") return theme.style("dim", `${key} ${label}`);
	return `${theme.style("key", key)} ${label}`;
}
