import type { Choice } from "../../../model/agent.ts";
import type { Answer, Approval } from "../../../model/approval.ts";
import type { BindingId } from "../../keys/key-table.ts";

/** One answer that a card offers. Its number is its place in the list, from 1. */
export type CardAnswer = {
	readonly answer: Answer;
	/** Its key; absent when an answer of the same kind has it, and the number alone gives this one. */
	readonly binding?: BindingId;
	readonly label: string;
	/** Which of the agent's own choices it is. */
	readonly choice?: string;
};

/** The answers to a request. Only what starts a monitor can forward its events. */
export function cardAnswers({ proposal }: Approval): readonly CardAnswer[] {
	if (proposal.type === "permit") return permitAnswers(proposal.permission.choices);
	if (proposal.type !== "start") return otherAnswers;
	return proposal.spec.socket === undefined ? runAnswers : listenAnswers;
}

const refuse: CardAnswer = { answer: "refuse", binding: "card-refuse", label: "refuse" };

const startAnswers = (what: string): readonly CardAnswer[] => [
	{ answer: "run", binding: "card-run", label: "run, hold events" },
	{ answer: "run-forward", binding: "card-run-forward", label: "run, forward" },
	{ answer: "always", binding: "card-always", label: `always for this ${what}` },
	refuse,
];
const runAnswers = startAnswers("command");
const listenAnswers = startAnswers("URL");

const otherAnswers: readonly CardAnswer[] = [
	{ answer: "run", binding: "card-run", label: "do it" },
	{ answer: "always", binding: "card-always", label: "always for this request" },
	refuse,
];

type KindWords = { readonly answer: Answer; readonly binding: BindingId; readonly words: string };

/** What each kind of choice means, whatever the agent calls it. */
const kinds: Readonly<Record<Choice["kind"], KindWords>> = {
	"allow-once": { answer: "run", binding: "card-run", words: "allow once" },
	"allow-always": { answer: "always", binding: "card-always", words: "allow always" },
	"reject-once": { answer: "refuse", binding: "card-refuse", words: "reject" },
	"reject-always": { answer: "refuse", binding: "card-refuse-always", words: "reject always" },
};

/** The agent's choices in its order. The first of a kind has the kind's key; one can always refuse. */
function permitAnswers(choices: readonly Choice[]): CardAnswer[] {
	const answers = choices.map((choice, index): CardAnswer => {
		const { answer, binding, words } = kinds[choice.kind];
		const first = choices.findIndex((one) => one.kind === choice.kind) === index;
		return { answer, ...(first ? { binding } : {}), label: labelOf(choice, words), choice: choice.id };
	});
	return choices.some(({ kind }) => kind.startsWith("reject")) ? answers : [...answers, refuse];
}

/** The kind's own words come first: an agent's words alone could promise less than the answer gives. */
function labelOf({ label }: Choice, words: string): string {
	const plain = label.trim().toLowerCase();
	return plain === "" || plain === words ? words : `${words}: ${label.trim()}`;
}
