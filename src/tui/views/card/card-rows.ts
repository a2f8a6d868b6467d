import { assertNever } from "../../../base/assert-never.ts";
import type { Proposal } from "../../../model/approval.ts";
import { paintBox } from "../../paint/box.ts";
import { type Group, stays } from "../../paint/parts.ts";
import { firstLine } from "../../paint/text.ts";
import type { Theme, Tone } from "../../paint/theme.ts";
import { wrapText } from "../../paint/wrap-text.ts";
import type { Talk } from "../talk/talk.ts";
import { answerRows } from "./answer-rows.ts";
import { permitWords } from "./permit-words.ts";
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
		...detailRows(proposal, { cwd: talk.cwd, width: room, theme }),
		...(talk.owners === "" ? [] : section(`events go to ${firstLine(talk.owners)}`, "plain")),
		// What an agent gives as its reason for a tool of its own is the title, which is shown.
		...(why === "" || proposal.type === "permit" ? [] : section(`why: ${firstLine(why)}`, "dim")),
		...answerRows(talk, room, theme),
	];
	const look = focused
		? ({ kind: "focused", tone: "borderFocused" } as const)
		: ({ kind: "card", tone: "borderNeeding" } as const);
	const words = { title: title(talk, proposal), foot: foot(talk, focused) };
	return paintBox({ width, ...look, ...words, sections: [{ rows }] }, theme);
}

function detailRows(proposal: Proposal, look: { cwd: string; width: number; theme: Theme }): string[] {
	if (proposal.type === "permit") return permitWords(proposal.permission, look);
	return proposal.type === "start" ? sandboxWords(proposal.spec, look) : [];
}

function title(talk: Talk, proposal: Proposal): Group[] {
	const asks: Group =
		talk.asker === "" ? [] : [{ text: `${firstLine(talk.asker)} asks:`, tone: "agent", rank: 90, shrinks: true }];
	const name: Group = [
		...asks,
		{ text: verb(proposal), tone: "bold", rank: stays },
		{ text: subject(talk, proposal), tone: "bold", rank: stays, shrinks: true },
	];
	const place: Group = [{ text: `${talk.cardPlace} of ${talk.cards}`, tone: "attention", rank: stays }];
	return talk.cards > 1 ? [name, place] : [name];
}

function verb(proposal: Proposal): string {
	switch (proposal.type) {
		case "start":
			return "start monitor";
		case "stop":
			return "stop monitor";
		case "restart":
			return "run again monitor";
		case "permit":
			return "allow";
		default:
			return assertNever(proposal);
	}
}

function subject({ subject }: Talk, proposal: Proposal): string {
	return proposal.type === "permit" ? firstLine(subject) : `"${firstLine(subject)}"`;
}

/** Whether keys answer it now: the border says so, and so do words. */
function foot(talk: Talk, focused: boolean): Group[] {
	if (talk.watch) return [[{ text: "a watcher cannot answer", tone: "dim", rank: 1 }]];
	if (focused) return [[{ text: "your answer", tone: "bold", rank: 1 }]];
	return [[{ text: "Tab to answer", tone: "attention", rank: 1 }]];
}
