import { allMonitors } from "../../../core/session/select.ts";
import type { State } from "../../../core/session/state.ts";
import { policySchema } from "../../../model/monitor.ts";
import { slashCommands } from "../slash/slash-commands.ts";
import type { Composer } from "../ui-state.ts";
import { changeAll } from "./edit.ts";

/** What Tab makes of a slash command: the first completion, then the next one. Undefined when there is none. */
export function complete(composer: Composer, state: State): Composer | undefined {
	const { text, cursor, completion } = composer;
	if (completion) return completed(composer, completion.options, (completion.index + 1) % completion.options.length);
	if (!/^\/[^/\n]/.test(`${text} `) || text.includes("\n") || cursor !== text.length) return undefined;
	const options = completionsOf(text, state).filter((option) => option !== text);
	return options.length === 0 ? undefined : completed(composer, options, 0);
}

/** Every whole text that a slash command can be completed to. */
export function completionsOf(text: string, state: State): string[] {
	const word = /^\/(\S*)$/.exec(text)?.[1];
	if (word !== undefined) return slashCommands.filter((one) => one.name.startsWith(word)).map(withBlank);
	const [, name = "", argument = ""] = /^\/(\S+)\s+(.*)$/.exec(text) ?? [];
	const command = slashCommands.find((one) => one.name === name);
	return argumentsOf(command?.completes, argument, state).map((one) => `/${name} ${one}`);
}

function argumentsOf(kind: "monitor" | "policy" | undefined, argument: string, state: State): string[] {
	const names = allMonitors(state).map((monitor) => monitor.spec.name);
	return candidates(kind, argument, names).filter((one) => one.startsWith(argument));
}

/** After a whole name its policies come, before that the names. */
function candidates(kind: "monitor" | "policy" | undefined, argument: string, names: readonly string[]): string[] {
	if (kind === undefined) return [];
	if (kind === "monitor") return [...names];
	const whole = names.filter((name) => argument.startsWith(`${name} `));
	if (whole.length === 0) return names.map((name) => `${name} `);
	return whole.flatMap((name) => policySchema.options.map((policy) => `${name} ${policy}`));
}

function withBlank({ name, usage }: { name: string; usage: string }): string {
	return usage.includes(" ") ? `/${name} ` : `/${name}`;
}

function completed(composer: Composer, options: readonly string[], index: number): Composer {
	return { ...changeAll(composer, options[index] ?? ""), completion: { options, index } };
}
