import { toShown } from "../agents/shown-agent.ts";
import type { Actions } from "../press/scene.ts";
import { commands, shows } from "../press/scene.ts";
import type { Composer } from "../ui-state.ts";
import { change, moveTo, undoEdit } from "./edit.ts";
import { cut, eraseLeft, eraseRight } from "./erase.ts";
import { borderAfter, borderBefore } from "./graphemes.ts";
import { newerMessage } from "./history.ts";
import { blankStart, lineAway, lineEnd, lineStart, wordEnd, wordStart } from "./motion.ts";
import { send } from "./send.ts";
import { goBack } from "./take-back.ts";

type ComposeId =
	| "send"
	| "new-line"
	| "history-back"
	| "history-on"
	| "interrupt"
	| "chord"
	| "left"
	| "right"
	| "word-left"
	| "word-right"
	| "line-start"
	| "line-end"
	| "erase-left"
	| "erase-right"
	| "cut-word-left"
	| "erase-word-left"
	| "erase-word-right"
	| "cut-line-end"
	| "cut-line-start"
	| "paste-cut"
	| "edit-undo";

/** What the keys for writing do. */
export const composeActions: Actions<ComposeId> = {
	send,
	"new-line": edits((composer) => insert(composer, "\n")),
	"history-back": goBack,
	"history-on": edits((composer) => lineAway(composer, 1) ?? newerMessage(composer)),
	interrupt: ({ ui }) => commands(ui, { type: "interrupt", ...toShown(ui) }),
	chord: ({ ui }) => shows({ ...ui, chord: true }),
	left: moves(borderBefore),
	right: moves(borderAfter),
	"word-left": moves(wordStart),
	"word-right": moves(wordEnd),
	"line-start": moves(lineStart),
	"line-end": moves(lineEnd),
	"erase-left": edits(eraseLeft),
	"erase-right": edits(eraseRight),
	"cut-word-left": cuts(blankStart),
	"erase-word-left": cuts(wordStart),
	"erase-word-right": cuts(wordEnd),
	"cut-line-end": cuts(lineEnd),
	"cut-line-start": cuts(lineStart),
	"paste-cut": edits((composer) => (composer.killed === "" ? composer : insert(composer, composer.killed))),
	"edit-undo": edits(undoEdit),
};

type Place = (text: string, cursor: number) => number;

function edits(edit: (composer: Composer) => Composer) {
	return ({ ui }: Parameters<typeof send>[0]) => shows({ ...ui, composer: edit(ui.composer) });
}

function moves(place: Place) {
	return edits((composer) => moveTo(composer, place(composer.text, composer.cursor)));
}

/** Cuts what is between the cursor and a place. At the end of a line the newline itself is cut. */
function cuts(place: Place) {
	return edits((composer) => {
		const { text, cursor } = composer;
		const there = place(text, cursor);
		const to = there === cursor && place === lineEnd ? borderAfter(text, cursor) : there;
		return cut(composer, Math.min(cursor, to), Math.max(cursor, to));
	});
}

function insert(composer: Composer, text: string): Composer {
	return change(composer, { from: composer.cursor, to: composer.cursor, text });
}
