import { countOf } from "../../../base/format-count.ts";
import { runningMonitors } from "../../../core/session/select.ts";
import type { BindingId } from "../../keys/key-table.ts";
import { bindingOf } from "../../keys/lookup.ts";
import { paintBox } from "../../paint/box.ts";
import { type Group, stays } from "../../paint/parts.ts";
import type { Theme } from "../../paint/theme.ts";
import { wrapText } from "../../paint/wrap-text.ts";
import { whyNot } from "../../ui/offer/why-not.ts";
import type { Region } from "../region.ts";
import { inMiddle } from "./in-middle.ts";

const widest = 64;

/** The question how to leave; detaching comes first, since it loses nothing. */
export function leaveRows(region: Region, theme: Theme): string[] {
	const running = countOf(runningMonitors(region.state).length, "running monitor");
	return dialogRows(region, theme, {
		title: "leave monmux",
		text: "",
		choices: [
			["leave-detach", "detach: monitors and agent go on, monmux attach comes back"],
			["leave-stop", `stop everything: ${running}, the agent, the host`],
			["leave-stay", "stay"],
		],
	});
}

/** A question that is answered by yes or no. */
export function confirmRows(region: Region, question: string, theme: Theme): string[] {
	return dialogRows(region, theme, {
		title: "sure?",
		text: question,
		choices: [
			["confirm-yes", "yes"],
			["confirm-no", "no"],
		],
	});
}

type Dialog = {
	readonly title: string;
	readonly text: string;
	readonly choices: readonly (readonly [BindingId, string])[];
};

/** A box in the middle of the region. */
function dialogRows(region: Region, theme: Theme, dialog: Dialog): string[] {
	const { rect } = region;
	const width = Math.min(widest, rect.width);
	const text = dialog.text === "" ? [] : [...wrapText(dialog.text, width - 4), ""];
	const choices = dialog.choices.flatMap(([id, words]) => choiceRows(region, theme, { id, words, width: width - 4 }));
	const title: Group[] = [[{ text: dialog.title, tone: "bold", rank: stays }]];
	const look = { width, kind: "focused", tone: "borderFocused", title } as const;
	const box = paintBox({ ...look, sections: [{ rows: [...text, ...choices] }] }, theme);
	return inMiddle(box, width, rect);
}

const keyCells = 9;

function choiceRows(region: Region, theme: Theme, choice: { id: BindingId; words: string; width: number }): string[] {
	const binding = bindingOf(choice.id, region.ui.bindings);
	const key = (binding.show ?? binding.keys[0] ?? "").padEnd(keyCells);
	const why = whyNot(choice.id, region.ui, region.state);
	const rows = wrapText(choice.words, choice.width - keyCells);
	const label = (index: number) => (index === 0 ? key : " ".repeat(keyCells));
	if (why !== undefined) return rows.map((row, index) => theme.style("dim", label(index) + row));
	return rows.map((row, index) => theme.style("key", label(index)) + row);
}
