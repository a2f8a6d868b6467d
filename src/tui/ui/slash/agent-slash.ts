import { allMonitors, findAgent, ownAgent } from "../../../core/session/select.ts";
import type { State } from "../../../core/session/state.ts";
import type { ClientCommand } from "../../../model/command.ts";
import type { Result } from "../../../model/failure.ts";
import { failed, ok } from "../../../model/failure.ts";
import { showAgents } from "../agents/picker.ts";
import { showAgent, shownAgent } from "../agents/shown-agent.ts";
import type { Pressed } from "../press/scene.ts";
import { commands, shows } from "../press/scene.ts";
import type { CatalogueAgent, UiState } from "../ui-state.ts";
import type { Run } from "./run.ts";

/** `/agent`: alone it lists the agents; with a name it shows that one, and starts it before when it is not here. */
export function agentSlash(run: Run): Result<Pressed> {
	const { argument, ui, state } = run;
	const [word = "", ...words] = argument.split(/\s+/u);
	const [name, as] = words;
	if (word === "") return ok(shows(showAgents(ui, state, shownAgent(ui, state)?.id)));
	if (words.length === 0) return ownAgent(state, word) ? ok(shows(showAgent(ui, word))) : start(run, { id: word });
	if (word === "add" && name !== undefined) return start(run, { id: name, ...(as === undefined ? {} : { name: as }) });
	const verb = verbs.find((one) => one === word);
	if (verb === undefined || name === undefined || words.length > 1)
		return failed("bad-usage", `/agent ${argument}?`, usage);
	const agent = findAgent(state, name);
	return agent.ok ? ok(commands(ui, commandOf(verb, agent.value.id))) : agent;
}

/** `/route`: the named agents get a monitor's events from now on. A monitor's name may hold blanks. */
export function routeSlash({ argument, ui, state }: Run): Result<Pressed> {
	const known = allMonitors(state).flatMap((monitor) => [monitor.spec.name, monitor.id]);
	const names = known.filter((name) => argument.startsWith(`${name} `)).sort((a, b) => b.length - a.length);
	const [first = ""] = names;
	const agents = argument.slice(first.length).split(/\s+/u).filter(Boolean);
	if (names.length === 0 || agents.length === 0) {
		return failed("bad-usage", "/route needs a monitor and the agents that get its events", "/route MONITOR AGENT...");
	}
	const monitor = allMonitors(state).find((one) => one.spec.name === first || one.id === first);
	for (const id of agents) {
		const agent = findAgent(state, id);
		if (!agent.ok) return agent;
	}
	return ok(commands(ui, { type: "route", monitors: [monitor?.id ?? first], agents }));
}

const verbs = ["remove", "restart", "lead"] as const;
const usage = "/agent NAME, /agent add ID [NAME], /agent remove NAME, /agent restart NAME, /agent lead NAME";

function commandOf(verb: (typeof verbs)[number], agent: string): ClientCommand {
	switch (verb) {
		case "remove":
			return { type: "remove-agent", agent };
		case "restart":
			return { type: "restart-agent", agent };
		case "lead":
			return { type: "lead", agent };
	}
}

/** Starts an agent of the catalogue, and shows it when it has joined. Without a catalogue the host decides. */
function start({ ui, state }: Run, { id, name }: { id: string; name?: string }): Result<Pressed> {
	const refusal = ui.catalogue.length === 0 ? undefined : refuseStart(id, ui.catalogue, state);
	if (refusal) return refusal;
	const awaiting: UiState = { ...ui, awaited: freeName(state, name ?? id) };
	const command = { type: "add-agent", agent: id } as const;
	return ok(commands(awaiting, name === undefined ? command : { ...command, name }));
}

function refuseStart(id: string, catalogue: readonly CatalogueAgent[], state: State): Result<never> | undefined {
	const known = catalogue.find((one) => one.id === id);
	if (known?.installed) return undefined;
	if (known) return failed("agent-unavailable", `${known.name} is not installed`, known.install);
	const ready = catalogue.filter((one) => one.installed).map((one) => one.id);
	const here = Object.keys(state.agents);
	const names = [...new Set([...here, ...ready])].join(", ");
	return failed("unknown-agent", `there is no agent "${id}" here, and none of that name to start`, `Known: ${names}.`);
}

/** The name that the session will give: a taken one gets a number. */
function freeName(state: State, wanted: string): string {
	let name = wanted;
	for (let n = 2; ownAgent(state, name); n += 1) name = `${wanted}-${n}`;
	return name;
}
