import type { Result } from "../../../model/failure.ts";
import { failed, ok } from "../../../model/failure.ts";
import { shownName, shownTalk } from "../agents/shown-agent.ts";
import { nextFound } from "../find/finding.ts";
import { noteText } from "../notes.ts";
import type { Pressed } from "../press/scene.ts";
import { shows } from "../press/scene.ts";
import { without } from "../without.ts";
import type { Run } from "./run.ts";

/** `/find`: searches the shown conversation; without a text it goes to the next match of the last search. */
export function findSlash({ argument, ui }: Run): Result<Pressed> {
	if (argument !== "") return ok({ ui: without(ui, "find"), intents: [{ type: "find", query: argument }] });
	if (ui.find) return ok(shows(nextFound(ui)));
	return failed("bad-usage", "/find needs a text to look for", "For example: /find voucher");
}

/** `/copy`: the shown agent's last words go to the clipboard as they were said. */
export function copySlash({ ui, state }: Run): Result<Pressed> {
	const said = shownTalk(ui, state).messages.findLast((one) => one.from === "agent" && one.kind === "text");
	const name = shownName(ui, state);
	if (!said) return failed("not-allowed", `${name} has said nothing yet`);
	return ok({ ui: noteText(ui, `copied what ${name} said last`), intents: [{ type: "copy", text: said.text }] });
}
