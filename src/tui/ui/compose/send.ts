import { toShown } from "../agents/shown-agent.ts";
import { noteFailure } from "../notes.ts";
import type { Pressed, Scene } from "../press/scene.ts";
import { commands, shows } from "../press/scene.ts";
import { runSlash } from "../slash/run-slash.ts";
import { without } from "../without.ts";
import { change } from "./edit.ts";
import { sent } from "./history.ts";

/**
 * What Enter does: sends the message to the shown agent or runs the slash command.
 * A backslash before the cursor asks for a new line instead, and an empty message is not sent.
 */
export function send({ ui, state }: Scene): Pressed {
	const { composer } = ui;
	const { text, cursor } = composer;
	if (text[cursor - 1] === "\\") {
		return shows({ ...ui, composer: change(composer, { from: cursor - 1, to: cursor, text: "\n" }) });
	}
	const message = text.trim();
	if (message === "") return shows(ui);
	const cleared = { ...ui, composer: sent(composer), talkScroll: 0 };
	const slash = message.startsWith("/") && !message.startsWith("//");
	if (!slash) {
		const words = message.startsWith("//") ? message.slice(1) : message;
		return commands(without(cleared, "find"), { type: "send", text: words, ...toShown(ui) });
	}
	const run = runSlash(message, cleared, state);
	return run.ok ? run.value : shows(noteFailure(ui, run.failure));
}
