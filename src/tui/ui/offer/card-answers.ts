import type { Answer, Approval } from "../../../model/approval.ts";
import type { BindingId } from "../../keys/key-table.ts";

/** One answer that a card offers. Its number is its place in the list, from 1. */
export type CardAnswer = { readonly answer: Answer; readonly binding: BindingId; readonly label: string };

/** The answers to a request. Only what starts a monitor can forward its events. */
export function cardAnswers(approval: Approval): readonly CardAnswer[] {
	return approval.proposal.type === "start" ? startAnswers : otherAnswers;
}

const refuse: CardAnswer = { answer: "refuse", binding: "card-refuse", label: "refuse" };

const startAnswers: readonly CardAnswer[] = [
	{ answer: "run", binding: "card-run", label: "run, hold events" },
	{ answer: "run-forward", binding: "card-run-forward", label: "run, forward" },
	{ answer: "always", binding: "card-always", label: "always for this command" },
	refuse,
];

const otherAnswers: readonly CardAnswer[] = [
	{ answer: "run", binding: "card-run", label: "do it" },
	{ answer: "always", binding: "card-always", label: "always for this request" },
	refuse,
];
