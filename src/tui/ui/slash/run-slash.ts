import { allMonitors, findMonitor } from "../../../core/session/select.ts";
import type { Monitor, State } from "../../../core/session/state.ts";
import type { ClientCommand } from "../../../model/command.ts";
import type { Result } from "../../../model/failure.ts";
import { failed, ok } from "../../../model/failure.ts";
import type { Policy } from "../../../model/monitor.ts";
import { policySchema } from "../../../model/monitor.ts";
import { shownAgent, toShown } from "../agents/shown-agent.ts";
import { loginSlash } from "../login/login.ts";
import { noteText } from "../notes.ts";
import { stillRuns } from "../offer/monitor-reasons.ts";
import { askToLeave, showHelp } from "../offer/overlays.ts";
import { clear, policyUnmuted } from "../press/monitor-actions.ts";
import type { Pressed } from "../press/scene.ts";
import { commands, shows } from "../press/scene.ts";
import type { UiState } from "../ui-state.ts";
import { agentSlash, routeSlash } from "./agent-slash.ts";
import { closest } from "./closest.ts";
import { parseRun } from "./parse-run.ts";
import type { Run } from "./run.ts";
import type { SlashName } from "./slash-commands.ts";
import { slashCommands } from "./slash-commands.ts";
import { copySlash, findSlash } from "./talk-slash.ts";

/**
 * Runs a line that begins with a slash: a command of ours, else one of the shown agent's own.
 * A line that is neither is refused, and never reaches the agent.
 */
export function runSlash(line: string, ui: UiState, state: State): Result<Pressed> {
	const [, name = "", argument = ""] = /^\/(\S*)\s*(.*)$/s.exec(line) ?? [];
	const command = slashCommands.find((one) => one.name === name);
	if (command) return runs[command.name]({ argument: argument.trim(), ui, state });
	const own = (shownAgent(ui, state)?.commands ?? []).map((one) => one.name);
	return own.includes(name) ? ok(commands(ui, { type: "send", text: line, ...toShown(ui) })) : refuseUnknown(name, own);
}

const runs: Readonly<Record<SlashName, (run: Run) => Result<Pressed>>> = {
	run: startMonitor,
	monitors: ({ ui, state }) => ok(shows(noteText(ui, listMonitors(state)))),
	policy: setPolicy,
	forward: (run) => onEvents(run, "forward"),
	drop: (run) => onEvents(run, "drop"),
	mute: (run) => onNamed(run, "/mute NAME", (monitor) => withPolicy(monitor, "mute")),
	unmute: (run) => onNamed(run, "/unmute NAME", (monitor) => withPolicy(monitor, policyUnmuted(monitor))),
	auto: (run) => onNamed(run, "/auto NAME", (monitor) => withPolicy(monitor, "auto")),
	hold: (run) => onNamed(run, "/hold NAME", (monitor) => withPolicy(monitor, "hold")),
	stop: (run) => onNamed(run, "/stop NAME", kill),
	kill: (run) => onNamed(run, "/kill NAME", kill),
	restart: (run) => onNamed(run, "/restart NAME", (monitor) => ({ type: "restart", monitors: [monitor.id] })),
	clear: clearEnded,
	agent: agentSlash,
	login: loginSlash,
	route: routeSlash,
	find: findSlash,
	copy: copySlash,
	help: ({ ui }) => ok(shows(showHelp(ui))),
	quit: ({ ui }) => ok(shows(askToLeave(ui))),
};

function startMonitor({ argument, ui, state }: Run): Result<Pressed> {
	const spec = parseRun(argument, state.cwd);
	return spec.ok ? ok(commands(ui, { type: "start", spec: spec.value, anyName: true })) : spec;
}

function listMonitors(state: State): string {
	const monitors = allMonitors(state);
	if (monitors.length === 0) return "there is no monitor yet: /run CMD starts one";
	return monitors.map((monitor, index) => `${index + 1} ${monitor.spec.name} ${describe(monitor)}`).join(" · ");
}

function describe({ state, policy, counts }: Monitor): string {
	const held = counts.held > 0 ? `, ${counts.held} held` : "";
	return `${state} (${policy}${held})`;
}

function setPolicy(run: Run): Result<Pressed> {
	const usage = "/policy NAME hold|auto|mute";
	const [, name = "", word] = /^(.+?)\s+(\S+)$/u.exec(run.argument) ?? [];
	const policy = policySchema.safeParse(word);
	if (!policy.success) return failed("bad-usage", "/policy needs a monitor and hold, auto or mute", usage);
	return onNamed({ ...run, argument: name }, usage, (monitor) => withPolicy(monitor, policy.data));
}

function withPolicy({ id }: Monitor, policy: Policy): ClientCommand {
	return { type: "set-policy", monitors: [id], policy };
}

function kill({ id }: Monitor): ClientCommand {
	return { type: "stop", monitors: [id], how: "term" };
}

function onEvents({ argument, ui }: Run, type: "forward" | "drop"): Result<Pressed> {
	if (argument === "") return failed("bad-usage", `/${type} ID…: which events?`, "monmux events lists them.");
	return ok(commands(ui, { type, events: argument.split(/\s+/u) }));
}

/** The named monitor, or every one that has ended. */
function clearEnded({ argument, ui, state }: Run): Result<Pressed> {
	const named = argument === "" ? undefined : findMonitor(state, argument);
	if (named && !named.ok) return named;
	const monitors = named ? [named.value] : allMonitors(state).filter((monitor) => stillRuns(monitor) === undefined);
	const [first] = monitors;
	const reason = first ? stillRuns(first) : "no monitor has ended";
	return reason === undefined ? ok(clear(ui, monitors)) : failed("not-allowed", reason);
}

function onNamed(
	{ argument, ui, state }: Run,
	usage: string,
	command: (monitor: Monitor) => ClientCommand,
): Result<Pressed> {
	if (argument === "") return failed("bad-usage", `${usage}: which monitor?`, listMonitors(state));
	const monitor = findMonitor(state, argument);
	return monitor.ok ? ok(commands(ui, command(monitor.value))) : monitor;
}

function refuseUnknown(name: string, own: readonly string[]): Result<Pressed> {
	if (name === "") return failed("bad-usage", "a slash alone is no command", "/help shows all.");
	const near = closest(name, [...slashCommands.map((one) => one.name), ...own]).slice(0, 3);
	const meant = near.length === 0 ? "/help shows all." : `Did you mean ${near.map((one) => `/${one}`).join(" or ")}?`;
	return failed("bad-usage", `there is no command /${name}`, `${meant} //${name} sends it to the agent.`);
}
