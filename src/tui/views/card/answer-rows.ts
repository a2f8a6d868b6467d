import { bindingOf } from "../../keys/lookup.ts";
import { firstLine, shorten } from "../../paint/text.ts";
import type { Theme } from "../../paint/theme.ts";
import { displayWidth } from "../../screen/cells.ts";
import { type CardAnswer, cardAnswers } from "../../ui/offer/card-answers.ts";
import type { Talk } from "../talk/talk.ts";

const gap = "   ";

/**
 * The answers with their keys, as many beside each other as fit; an agent's own words have a row each.
 * Dim while the keys go elsewhere.
 */
export function answerRows(talk: Talk, width: number, theme: Theme): string[] {
	const rows: string[] = [];
	const apart = talk.card?.proposal.type === "permit";
	for (const [index, answer] of (talk.card === undefined ? [] : cardAnswers(talk.card)).entries()) {
		const text = paintAnswer({ answer, key: keyOf(answer, index, talk), width }, talk, theme);
		const beside = `${rows.at(-1) ?? ""}${gap}${text}`;
		if (rows.length === 0 || apart || displayWidth(beside) > width) rows.push(text);
		else rows[rows.length - 1] = beside;
	}
	return rows;
}

/** An agent's own choices also have numbers, since several may be of one kind. */
function keyOf({ binding }: CardAnswer, index: number, talk: Talk): string {
	const letter = binding === undefined ? "" : (bindingOf(binding, talk.bindings).keys[0] ?? "");
	if (talk.card?.proposal.type !== "permit" || index > 8) return letter;
	return `${index + 1} ${letter}`.trimEnd();
}

type Shown = { readonly answer: CardAnswer; readonly key: string; readonly width: number };

function paintAnswer({ answer, key, width }: Shown, talk: Talk, theme: Theme): string {
	const label = shorten(firstLine(answer.label), Math.max(8, width - displayWidth(key) - 1), theme);
	if (talk.focus !== "card") return theme.style("dim", `${key} ${label}`);
	return `${theme.style("key", key)} ${label}`;
}
