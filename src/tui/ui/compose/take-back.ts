import { shownTalk, toShown } from "../agents/shown-agent.ts";
import type { Pressed, Scene } from "../press/scene.ts";
import { commands, shows } from "../press/scene.ts";
import { changeAll } from "./edit.ts";
import { olderMessage } from "./history.ts";
import { lineAway } from "./motion.ts";

/** What Up does: the line above, else the newest message that still waits comes back, else an older message. */
export function goBack(scene: Scene): Pressed {
	const { ui } = scene;
	const { composer } = ui;
	const above = lineAway(composer, -1);
	if (above) return shows({ ...ui, composer: above });
	const empty = composer.text === "" && composer.recall === undefined;
	return (empty ? takeBack(scene) : undefined) ?? shows({ ...ui, composer: olderMessage(composer) });
}

/** The message is in the composer again, and the agent never gets it unless it is sent anew. */
function takeBack({ ui, state }: Scene): Pressed | undefined {
	const { queued } = shownTalk(ui, state);
	const text = queued.at(-1);
	if (text === undefined || ui.watch) return undefined;
	const written = { ...ui, composer: changeAll(ui.composer, text) };
	return commands(written, { type: "unsend", index: queued.length - 1, ...toShown(ui) });
}
