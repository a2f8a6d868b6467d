import type { Event } from "../../model/event.ts";
import type { Result } from "../../model/failure.ts";
import { failed } from "../../model/failure.ts";
import type { Agent, Conversation, Monitor, State } from "./state.ts";
import { emptyConversation } from "./state.ts";

/** Every monitor, in the order it was added: the number of its pane is its place here. */
export function allMonitors(state: State): Monitor[] {
	return Object.values(state.monitors);
}

/** The monitors at work. */
export function runningMonitors(state: State): Monitor[] {
	return allMonitors(state).filter((monitor) => monitor.state === "running");
}

/** A monitor by its name, else by its id. */
export function findMonitor(state: State, name: string): Result<Monitor> {
	const monitor = allMonitors(state).find((one) => one.spec.name === name) ?? ownMonitor(state, name);
	if (monitor) return { ok: true, value: monitor };
	const names = allMonitors(state).map((one) => one.spec.name);
	const known =
		names.length === 0 ? "This session has no monitor yet: monmux run -- CMD." : `Monitors here: ${names.join(", ")}.`;
	return failed("unknown-monitor", `no monitor named "${name}"`, known);
}

/** A monitor by its id alone. */
export function ownMonitor(state: State, id: string): Monitor | undefined {
	return Object.hasOwn(state.monitors, id) ? state.monitors[id] : undefined;
}

/** Every agent, in the order it joined. */
export function allAgents(state: State): Agent[] {
	return Object.values(state.agents);
}

/** An agent by its id. */
export function ownAgent(state: State, id: string): Agent | undefined {
	return Object.hasOwn(state.agents, id) ? state.agents[id] : undefined;
}

/** The agent that gets what nobody owns. */
export function leadAgent(state: State): Agent | undefined {
	return ownAgent(state, state.lead);
}

/** An agent by its id; the leading one without an id. */
export function findAgent(state: State, id: string | undefined): Result<Agent> {
	const agent = ownAgent(state, id ?? state.lead);
	if (agent) return { ok: true, value: agent };
	const names = Object.keys(state.agents).join(", ");
	return failed(
		"unknown-agent",
		`no agent "${id ?? ""}" in this session`,
		`Agents here: ${names || "none"}. /agent add starts one.`,
	);
}

/** The agents that get a monitor's events: its owners that are still here, else the leading one. */
export function ownersOf(state: State, monitor: Monitor): string[] {
	const here = monitor.agents.filter((agent) => ownAgent(state, agent));
	return here.length > 0 || state.lead === "" ? here : [state.lead];
}

/** The conversation of an agent, or of the leading one; an empty one before the first agent. */
export function talkOf(state: State, id?: string): Conversation {
	return (ownAgent(state, id ?? state.lead) ?? leadAgent(state))?.conversation ?? emptyConversation;
}

/** Several monitors, each once; the first unknown name refuses all. */
export function findMonitors(state: State, names: readonly string[]): Result<Monitor[]> {
	const found = new Map<string, Monitor>();
	for (const name of names) {
		const monitor = findMonitor(state, name);
		if (!monitor.ok) return monitor;
		found.set(monitor.value.id, monitor.value);
	}
	return { ok: true, value: [...found.values()] };
}

/** Events by id (`e12`, or `12` as people type it), in the order asked. */
export function findEvents(state: State, ids: readonly string[]): Result<Event[]> {
	const wanted = new Set(ids.map(eventId));
	const known = new Map<string, Event>();
	for (const monitor of allMonitors(state)) {
		for (const event of monitor.events) if (wanted.has(event.id)) known.set(event.id, event);
	}
	const found: Event[] = [];
	for (const id of wanted) {
		const event = known.get(id);
		if (!event) return failed("unknown-event", `no event ${id}`, "monmux events lists them with their ids.");
		found.push(event);
	}
	return { ok: true, value: found };
}

/** Every event that is kept, oldest first. */
export function allEvents(state: State): Event[] {
	return allMonitors(state)
		.flatMap((monitor) => monitor.events)
		.sort((a, b) => eventNumber(a) - eventNumber(b));
}

/** Whether a pane asks for a person: held events, a failed end, or over a cap. */
export function needsPerson(monitor: Monitor): boolean {
	if (monitor.counts.held > 0 || monitor.suppressing !== undefined || monitor.state === "failed") return true;
	return monitor.state === "exited" && (monitor.exitCode !== 0 || monitor.signal !== undefined);
}

/** Held and muted events of the whole session, and panes that need the person. */
export function totals(state: State): { held: number; muted: number; needing: number } {
	const sum = { held: 0, muted: 0, needing: 0 };
	for (const monitor of allMonitors(state)) {
		sum.held += monitor.counts.held;
		if (monitor.policy === "mute") sum.muted += 1;
		if (needsPerson(monitor)) sum.needing += 1;
	}
	return sum;
}

function eventId(text: string): string {
	return /^\d+$/.test(text) ? `e${text}` : text;
}

function eventNumber(event: Event): number {
	return Number(event.id.slice(1));
}
