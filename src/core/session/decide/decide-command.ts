import type { ClientCommand } from "../../../model/command.ts";
import type { Result } from "../../../model/failure.ts";
import { findMonitor } from "../select.ts";
import { addAgent, leadBy, removeAgent, restartAgent, route } from "./decide-agent.ts";
import { answerApproval } from "./decide-approval.ts";
import { drop, forward, heldOf, undo } from "./decide-event.ts";
import { restartMonitors, setPolicies, startMonitor, stopMonitors } from "./decide-monitor.ts";
import { removeMonitors } from "./decide-removal.ts";
import { interrupt, sendMessage, unsendMessage } from "./decide-turn.ts";
import type { Deciders, Decision, Moment } from "./decision.ts";

/** What becomes of each thing that a client may ask for. */
export const commands: Deciders<ClientCommand> = {
	start: (now, command) => startMonitor(now, command),
	restart: (now, command) => restartMonitors(now, command.monitors),
	stop: (now, command) => stopMonitors(now, command),
	remove: (now, command) => removeMonitors(now, command.monitors),
	"set-policy": setPolicies,
	forward: (now, command) => forward(now, command.events),
	"forward-held": (now, command) => withHeld(now, command.monitor, forward),
	drop: (now, command) => drop(now, command.events),
	"drop-held": (now, command) => withHeld(now, command.monitor, drop),
	undo: (now, command) => undo(now, command.monitor),
	send: sendMessage,
	unsend: unsendMessage,
	interrupt: (now, command) => interrupt(now, command.agent),
	answer: answerApproval,
	"add-agent": addAgent,
	"remove-agent": (now, command) => removeAgent(now, command.agent),
	"restart-agent": restartAgent,
	lead: (now, command) => leadBy(now, command.agent),
	route,
};

function withHeld(
	now: Moment,
	name: string,
	act: (now: Moment, events: readonly string[]) => Result<Decision>,
): Result<Decision> {
	const monitor = findMonitor(now.state, name);
	return monitor.ok ? act(now, heldOf(monitor.value)) : monitor;
}
