import { assertNever } from "../../../base/assert-never.ts";
import type { Proposal } from "../../../model/approval.ts";
import { paintBox } from "../../paint/box.ts";
import { type Group, stays } from "../../paint/parts.ts";
import { firstLine } from "../../paint/text.ts";
import type { Theme, Tone } from "../../paint/theme.ts";
import { wrapText } from "../../paint/wrap-text.ts";
import type { Talk } from "../talk/talk.ts";
import { answerRows } from "./answer-rows.ts";
import { sandboxWords } from "./sandbox-words.ts";

/** The request that waits, whole, with the keys that answer it; no rows when none waits. */
export function cardRows(talk: Talk, width: number, theme: Theme): string[] {
	if (talk.card === undefined) return [];
	const focused = talk.focus === "card";
	const room = width - 4;
	const { proposal, why } = talk.card;
	const section = (text: string, tone: Tone) => wrapText(text, room).map((row) => theme.style(tone, row));
	const rows = [
		...(talk.subjectCommand === "" ? [] : section(talk.subjectCommand, "bold")),
		...(proposal.type === "start" ? sandboxWords(proposal.spec, { cwd: talk.cwd, width: room, theme }) : []),
		...(why === "" ? [] : section(`why: ${firstLine(why)}`, "dim")),
		...answerRows(talk, room, theme),
	];
	const look = focused
		? ({ kind: "focused", tone: "borderFocused" } as const)
		: ({ kind: "card", tone: "borderNeeding" } as const);
	const words = { title: title(talk, proposal), foot: foot(talk, focused) };
	return paintBox({ width, ...look, ...words, sections: [{ rows }] }, theme);
}

function title(talk: Talk, proposal: Proposal): Group[] {
	const name: Group = [
		{ text: `${verb(proposal)} monitor`, tone: "bold", rank: stays },
		{ text: `"${firstLine(talk.subject)}"`, tone: "bold", rank: stays, shrinks: true },
	];
	const place: Group = [{ text: `${talk.cardPlace} of ${talk.cards}`, tone: "attention", rank: stays }];
	return talk.cards > 1 ? [name, place] : [name];
}

function verb(proposal: Proposal): string {
	switch (proposal.type) {
		case "start":
			return "start";
		case "stop":
			return "stop";
		case "restart":
			return "run again";
		default:
			return assertNever(proposal);
	}
}

/** Whether keys answer it now: the border says so, and so do words. */
function foot(talk: Talk, focused: boolean): Group[] {
	if (talk.watch) return [[{ text: "a watcher cannot answer", tone: "dim", rank: 1 }]];
	if (focused) return [[{ text: "your answer", tone: "bold", rank: 1 }]];
	return [[{ text: "Tab to answer", tone: "attention", rank: 1 }]];
}
