import type { Monitor } from "../../../core/session/state.ts";
import { chooseEvent, chooseNextHeld, chosenEvent } from "../chosen.ts";
import { noteText } from "../notes.ts";
import type { Actions, Pressed, Scene } from "./scene.ts";
import { commands, onChosen, shows } from "./scene.ts";

type EventId = "forward" | "forward-held" | "drop" | "drop-held" | "undo" | "copy" | "event-up" | "event-down";

/** What the keys for events do. */
export const eventActions: Actions<EventId> = {
	forward: onChosen((scene, monitor) => judge(scene, monitor, "forward")),
	drop: onChosen((scene, monitor) => judge(scene, monitor, "drop")),
	"forward-held": onChosen((scene, monitor) => judgeHeld(scene, monitor, "forward-held")),
	"drop-held": onChosen((scene, monitor) => judgeHeld(scene, monitor, "drop-held")),
	undo: onChosen(({ ui }, monitor) => commands(ui, { type: "undo", monitor: monitor.id })),
	copy: onChosen(copyEvent),
	"event-up": onChosen(({ ui }, monitor) => step(ui, monitor, -1)),
	"event-down": onChosen(({ ui }, monitor) => step(ui, monitor, 1)),
};

/** After a verdict the choice moves on, so that the same key deals with one held event after the other. */
function judge({ ui }: Scene, monitor: Monitor, type: "forward" | "drop"): Pressed {
	const event = chosenEvent(ui, monitor);
	return event ? commands(chooseNextHeld(ui, monitor, event), { type, events: [event.id] }) : shows(ui);
}

function judgeHeld({ ui }: Scene, monitor: Monitor, type: "forward-held" | "drop-held"): Pressed {
	return commands(chooseEvent(ui, monitor.id, undefined), { type, monitor: monitor.id });
}

function copyEvent({ ui }: Scene, monitor: Monitor): Pressed {
	const event = chosenEvent(ui, monitor);
	if (!event) return shows(ui);
	return { ui: noteText(ui, `copied event ${event.id}`), intents: [{ type: "copy", text: event.text }] };
}

function step(ui: Scene["ui"], monitor: Monitor, by: 1 | -1): Pressed {
	const current = chosenEvent(ui, monitor);
	const place = monitor.events.findIndex((event) => event.id === current?.id);
	const next = monitor.events[Math.min(Math.max(0, place + by), monitor.events.length - 1)];
	return shows(next ? chooseEvent(ui, monitor.id, next.id) : ui);
}
