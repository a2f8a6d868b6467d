import type { Group, Where } from "./binding.ts";
import { groups, showKeys } from "./binding.ts";
import type { Bindings } from "./lookup.ts";
import { defaultBindings } from "./lookup.ts";

/** One line of the help. */
export type HelpLine = { readonly keys: string; readonly where: Where | "mouse"; readonly help: string };

/** One heading of the help with its lines. */
export type HelpSection = { readonly title: Group | "Slash commands"; readonly lines: readonly HelpLine[] };

/** The help, made from the table, and what the mouse does. */
export function helpSections(bindings: Bindings = defaultBindings): HelpSection[] {
	return groups.map((title) => {
		const lines: HelpLine[] = bindings.list
			.filter((binding) => binding.group === title)
			.map((binding) => ({ keys: showKeys(binding), where: binding.where, help: binding.help }));
		return { title, lines: [...lines, ...mouseLines.filter((line) => line.group === title).map(withoutGroup)] };
	});
}

const mouseLines: readonly (HelpLine & { readonly group: Group })[] = [
	{ group: "Looking", keys: "wheel", where: "mouse", help: "Scroll the pane or the conversation under it" },
	{ group: "Moving", keys: "click", where: "mouse", help: "Go to the pane or the composer under it" },
];

function withoutGroup({ keys, where, help }: HelpLine): HelpLine {
	return { keys, where, help };
}
