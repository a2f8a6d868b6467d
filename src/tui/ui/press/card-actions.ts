import type { BindingId } from "../../keys/key-table.ts";
import { fromCard, toComposer } from "../focus.ts";
import { type CardAnswer, cardAnswers } from "../offer/card-answers.ts";
import type { UiState } from "../ui-state.ts";
import type { Action, Actions, Pressed, Scene } from "./scene.ts";
import { commands, shows } from "./scene.ts";

/** How long a card that has just got the focus takes no answer, in milliseconds. */
export const cardGuardMs = 300;

type CardId =
	| "card-run"
	| "card-run-forward"
	| "card-always"
	| "card-refuse"
	| "card-refuse-always"
	| "card-number"
	| "card-back";

/** What the keys for approvals do. */
export const cardActions: Actions<CardId> = {
	"card-run": answers("card-run"),
	"card-run-forward": answers("card-run-forward"),
	"card-always": answers("card-always"),
	"card-refuse": answers("card-refuse", "card-refuse-always"),
	"card-refuse-always": answers("card-refuse-always", "card-refuse"),
	"card-number": answerByNumber,
	"card-back": ({ ui }) => shows(toComposer(ui)),
};

/** Whether a key is an answer that comes too early to be meant for the card. */
export function isGuarded(id: BindingId, ui: UiState): boolean {
	return ui.focus === "card" && answering.has(id) && ui.now - ui.cardSince < cardGuardMs;
}

const answering: ReadonlySet<BindingId> = new Set<BindingId>([
	"card-run",
	"card-run-forward",
	"card-always",
	"card-refuse",
	"card-refuse-always",
	"card-number",
]);

/** The answer with this key; where none has it the other one's. */
function answers(...bindings: readonly BindingId[]): Action {
	return (scene) => {
		const approval = openCard(scene);
		const offered = approval ? cardAnswers(approval) : [];
		const found = bindings.flatMap((binding) => offered.filter((one) => one.binding === binding))[0];
		return give(scene, found);
	};
}

function answerByNumber(scene: Scene): Pressed {
	const approval = openCard(scene);
	const answer = approval && cardAnswers(approval)[scene.index];
	return answer ? give(scene, answer) : shows(scene.ui);
}

/** The focus goes back at once: a key that is pressed twice must not answer the next card. */
function give(scene: Scene, given: CardAnswer | undefined): Pressed {
	const { ui, state } = scene;
	const approval = openCard(scene);
	if (!approval || !given) return shows(fromCard(ui, state));
	const { answer, choice } = given;
	const command = { type: "answer", approval: approval.id, answer } as const;
	return commands(fromCard(ui, state), choice === undefined ? command : { ...command, choice });
}

function openCard({ ui, state }: Scene) {
	return state.approvals.find((approval) => approval.id === ui.card?.approval);
}
