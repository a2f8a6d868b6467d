import { countOf } from "../../../base/format-count.ts";
import type { Monitor } from "../../../core/session/state.ts";
import type { ClientCommand } from "../../../model/command.ts";
import type { Policy } from "../../../model/monitor.ts";
import { follow } from "../scrolling.ts";
import type { UiState } from "../ui-state.ts";
import type { Actions, Pressed, Scene } from "./scene.ts";
import { commands, onChosen, shows } from "./scene.ts";

type MonitorId = "mute" | "auto" | "kill" | "kill-now" | "clear" | "restart" | "attach" | "detach";

/** What the keys for monitors do. */
export const monitorActions: Actions<MonitorId> = {
	mute: onChosen(({ ui }, monitor) =>
		commands(ui, policy(monitor, monitor.policy === "mute" ? policyUnmuted(monitor) : "mute")),
	),
	auto: onChosen(({ ui }, monitor) => commands(ui, policy(monitor, monitor.policy === "auto" ? "hold" : "auto"))),
	kill: onChosen(({ ui }, monitor) => commands(ui, { type: "stop", monitors: [monitor.id], how: "term" })),
	"kill-now": onChosen(killNow),
	clear: onChosen(({ ui }, monitor) => clear(ui, [monitor])),
	restart: onChosen(({ ui }, monitor) => commands(ui, { type: "restart", monitors: [monitor.id] })),
	attach: onChosen(({ ui }, monitor) => shows(follow({ ...ui, pane: monitor.id, attached: monitor.id }, monitor.id))),
	detach: ({ ui }) => {
		const { attached: _attached, ...rest } = ui;
		return shows(rest);
	},
};

/** Takes ended monitors away; asks first when events of theirs are held, because they go with them. */
export function clear(ui: UiState, monitors: readonly Monitor[]): Pressed {
	const command: ClientCommand = { type: "remove", monitors: monitors.map(({ id }) => id) };
	const held = monitors.reduce((sum, { counts }) => sum + counts.held, 0);
	if (held === 0) return commands(ui, command);
	const names = monitors.map(({ spec }) => spec.name).join(", ");
	const question = `${countOf(held, "event")} of ${names} held. Clear away all the same?`;
	return shows({ ...ui, overlay: { type: "confirm", question, command } });
}

function policy(monitor: Monitor, wanted: Policy): ClientCommand {
	return { type: "set-policy", monitors: [monitor.id], policy: wanted };
}

/** A monitor that was muted from its start holds its events afterwards. */
export function policyUnmuted(monitor: Monitor): Policy {
	return monitor.policyBeforeMute === "mute" ? "hold" : monitor.policyBeforeMute;
}

/** Held events are a decision that is still open, so the script behind them is not cut off by one key. */
function killNow({ ui }: Scene, monitor: Monitor): Pressed {
	const command: ClientCommand = { type: "stop", monitors: [monitor.id], how: "kill" };
	const { held } = monitor.counts;
	if (held === 0) return commands(ui, command);
	const question = `${monitor.spec.name} still holds ${countOf(held, "event")}. Kill it at once?`;
	return shows({ ...ui, overlay: { type: "confirm", question, command } });
}
