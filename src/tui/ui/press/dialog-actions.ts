import { clearComposer, eraseRight } from "../compose/erase.ts";
import { noteText } from "../notes.ts";
import { askToLeave, closeOverlay, scrollHelp, showHelp } from "../offer/overlays.ts";
import type { UiState } from "../ui-state.ts";
import type { Action, Actions, Pressed, Scene } from "./scene.ts";
import { commands, shows } from "./scene.ts";

/** How long the first Ctrl+C is remembered, in milliseconds. */
export const twiceMs = 1000;

type DialogId =
	| "help"
	| "card-help"
	| "help-anywhere"
	| "help-up"
	| "help-down"
	| "help-page-up"
	| "help-page-down"
	| "help-close"
	| "cancel"
	| "leave"
	| "suspend"
	| "leave-detach"
	| "leave-stop"
	| "leave-stay"
	| "confirm-yes"
	| "confirm-no";

/** What the keys for help, for leaving and for questions do. */
export const dialogActions: Actions<DialogId> = {
	help: changes(showHelp),
	"card-help": changes(showHelp),
	"help-anywhere": changes(showHelp),
	"help-up": changes((ui) => scrollHelp(ui, -1)),
	"help-down": changes((ui) => scrollHelp(ui, 1)),
	"help-page-up": changes((ui) => scrollHelp(ui, -pageOf(ui))),
	"help-page-down": changes((ui) => scrollHelp(ui, pageOf(ui))),
	"help-close": changes(closeOverlay),
	cancel: changes(cancel),
	leave: changes((ui) => (writes(ui) ? { ...ui, composer: eraseRight(ui.composer) } : askToLeave(ui))),
	suspend: ({ ui }) => ({ ui, intents: [{ type: "suspend" }] }),
	"leave-detach": ({ ui }) => ({ ui: closeOverlay(ui), intents: [{ type: "leave", how: "detach" }] }),
	"leave-stop": ({ ui }) => ({ ui: closeOverlay(ui), intents: [{ type: "leave", how: "stop" }] }),
	"leave-stay": changes(closeOverlay),
	"confirm-yes": confirmed,
	"confirm-no": changes(closeOverlay),
};

function changes(change: (ui: UiState) => UiState): Action {
	return ({ ui }) => shows(change(ui));
}

/** The rows of the help that are seen, less one that stays in sight. */
function pageOf(ui: UiState): number {
	return Math.max(1, ui.rows - 5);
}

function confirmed({ ui }: Scene): Pressed {
	const closed = closeOverlay(ui);
	return ui.overlay?.type === "confirm" ? commands(closed, ui.overlay.command) : shows(closed);
}

/** The first Ctrl+C clears what is being written, the second one asks. */
function cancel(ui: UiState): UiState {
	if (ui.leaving !== undefined && ui.now - ui.leaving <= twiceMs) return askToLeave(ui);
	const cleared = writes(ui) ? { ...ui, composer: clearComposer(ui.composer) } : ui;
	return noteText({ ...cleared, leaving: ui.now }, "Ctrl+C again to leave");
}

function writes(ui: UiState): boolean {
	return ui.focus === "composer" && ui.composer.text !== "";
}
