import { allAgents, allMonitors } from "../../../core/session/select.ts";
import type { State } from "../../../core/session/state.ts";
import { policySchema } from "../../../model/monitor.ts";
import { shownAgent } from "../agents/shown-agent.ts";
import { type SlashCommand, slashCommands } from "../slash/slash-commands.ts";
import type { Completion, Composer, UiState } from "../ui-state.ts";
import { changeAll, moveTo } from "./edit.ts";

/**
 * What Tab makes of a slash command: the first completion, then the next one. Undefined when there is none.
 * Behind the only completion the next word is completed; when there is none either, Tab stays where it is.
 */
export function complete(ui: UiState, state: State): Composer | undefined {
	const { composer } = ui;
	const { completion } = composer;
	if (completion === undefined) return begin(ui, state);
	if (completion.options.length === 1) return begin(ui, state) ?? composer;
	return completed(composer, { ...completion, index: (completion.index + 1) % completion.options.length });
}

function begin(ui: UiState, state: State): Composer | undefined {
	const { composer } = ui;
	const { text, cursor } = composer;
	if (!/^\/[^/\n]/.test(`${text} `) || text.includes("\n") || cursor !== text.length) return undefined;
	const options = completionsOf(text, ui, state).filter((option) => option !== text);
	return options.length === 0 ? undefined : completed(composer, { options, index: 0 });
}

/** Every whole text that a slash command can be completed to: ours first, then the shown agent's own. */
export function completionsOf(text: string, ui: UiState, state: State): string[] {
	const word = /^\/(\S*)$/.exec(text)?.[1];
	if (word !== undefined) return namesOf(ui, state).filter((name) => name.startsWith(`/${word}`));
	const [, name = "", argument = ""] = /^\/(\S+)\s+(.*)$/.exec(text) ?? [];
	const command = slashCommands.find((one) => one.name === name);
	if (!command?.completes) return [];
	const known = candidates(command.completes, argument, { ui, state });
	return known.filter((one) => one.startsWith(argument)).map((one) => `/${name} ${one}`);
}

/** Writes one of the completions; what stood behind the cursor stays behind it. */
export function completed(composer: Composer, completion: Completion): Composer {
	const written = changeAll(composer, completion.options[completion.index] ?? "");
	return { ...moveTo(written, written.text.length - (completion.after ?? 0)), completion };
}

function namesOf(ui: UiState, state: State): string[] {
	const ours = slashCommands.map(withBlank);
	const taken = new Set(slashCommands.map((one): string => one.name));
	const others = (shownAgent(ui, state)?.commands ?? []).filter((one) => !taken.has(one.name));
	return [...ours, ...others.map((one) => `/${one.name} `)];
}

type Kind = NonNullable<SlashCommand["completes"]>;

/** After a whole name its policies or agents come, before that the names. */
function candidates(kind: Kind, argument: string, { ui, state }: { ui: UiState; state: State }): string[] {
	const monitors = allMonitors(state).map((monitor) => monitor.spec.name);
	if (kind === "monitor") return monitors;
	if (kind === "login") return (shownAgent(ui, state)?.logins ?? []).map((method) => method.id);
	const agents = allAgents(state).map((agent) => agent.id);
	if (kind === "agent") return agentWords(agents, ui);
	const whole = monitors.filter((name) => argument.startsWith(`${name} `));
	if (whole.length === 0) return monitors.map((name) => `${name} `);
	if (kind === "policy") return whole.flatMap((name) => policySchema.options.map((policy) => `${name} ${policy}`));
	const before = argument.slice(0, argument.lastIndexOf(" ") + 1);
	return agents.map((agent) => before + agent);
}

function agentWords(agents: readonly string[], { catalogue }: UiState): string[] {
	const startable = catalogue.filter((one) => one.installed && !agents.includes(one.id)).map((one) => one.id);
	const verbs = ["remove", "restart", "lead"].flatMap((verb) => agents.map((agent) => `${verb} ${agent}`));
	return [...agents, ...startable, ...startable.map((id) => `add ${id}`), ...verbs];
}

function withBlank({ name, usage }: { name: string; usage: string }): string {
	return usage.includes(" ") ? `/${name} ` : `/${name}`;
}
