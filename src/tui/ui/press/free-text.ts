import { cutAtGrapheme } from "../../../base/cut-text.ts";
import type { Where } from "../../keys/binding.ts";
import { borderBefore } from "../compose/graphemes.ts";
import { cleanText, insertPasted, insertTyped } from "../compose/insert.ts";
import { noteText } from "../notes.ts";
import { follow } from "../scrolling.ts";
import type { UiState } from "../ui-state.ts";
import { queryPalette } from "./palette-actions.ts";
import type { Pressed, Scene } from "./scene.ts";
import { shows } from "./scene.ts";

/** What a key does that is no command where it was pressed: it is text for whatever takes text there. */
export function pressText(where: Where, scene: Scene): Pressed {
	const { ui, key } = scene;
	switch (where) {
		case "attach":
			return toScript(scene);
		case "composer":
			if (key.kind === "paste") return shows(insertPasted(ui, key.text));
			return shows(key.kind === "press" && key.text !== undefined ? insertTyped(ui, key.text) : ui);
		case "search":
			return shows(query(scene, ui.search?.query ?? "", (text) => querySearch(ui, text)));
		case "palette":
			return shows(query(scene, paletteQuery(ui), (text) => queryPalette(ui, text)));
		case "panes":
		case "card":
			return shows(noKey(scene));
		default:
			return shows(ui);
	}
}

/** Who writes where nothing is written is told so. */
function noKey({ ui, key }: Scene): UiState {
	if (key.kind === "paste") return noteText(ui, "nothing takes a paste here: Esc, and then into the composer", true);
	if (key.kind !== "press" || key.text === undefined) return ui;
	return noteText(ui, `"${key.text}" is no key here: ? shows the keys`, true);
}

/** The script gets exactly the bytes that the terminal sent, and what it answers is at the end of its output. */
function toScript({ ui, key }: Scene): Pressed {
	if (ui.attached === undefined) return shows(ui);
	const intents = [{ type: "input" as const, monitor: ui.attached, bytes: key.raw }];
	return { ui: follow(ui, ui.attached), intents };
}

/** One line of text without a cursor of its own: characters come at the end and go from there. */
function query({ ui, key }: Scene, text: string, change: (text: string) => UiState): UiState {
	if (key.kind === "paste") return change(bounded(text + (cleanText(key.text).split("\n")[0] ?? "")));
	if (key.kind !== "press") return ui;
	if (key.name === "backspace") return change(text.slice(0, borderBefore(text, text.length)));
	if (key.ctrl && key.name === "u") return change("");
	return key.text === undefined ? ui : change(bounded(text + cleanText(key.text)));
}

function bounded(text: string): string {
	return text.length > longestQuery ? cutAtGrapheme(text, longestQuery) : text;
}

function querySearch(ui: UiState, text: string): UiState {
	return ui.search ? { ...ui, search: { ...ui.search, query: text } } : ui;
}

function paletteQuery(ui: UiState): string {
	return ui.overlay?.type === "palette" ? ui.overlay.query : "";
}

const longestQuery = 200;
