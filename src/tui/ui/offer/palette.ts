import type { State } from "../../../core/session/state.ts";
import { showKeys } from "../../keys/binding.ts";
import type { BindingId, KnownBinding } from "../../keys/key-table.ts";
import type { UiState } from "../ui-state.ts";
import { whyNot } from "./why-not.ts";

/** One line of the command palette. `whyNot` says why it is not available now. */
export type PaletteItem = {
	readonly id: BindingId;
	readonly keys: string;
	readonly help: string;
	readonly whyNot?: string;
};

/** The commands whose id or help holds every word of the query, in the order of the table. */
export function paletteItems(ui: UiState, state: State, query: string): PaletteItem[] {
	const words = query.toLowerCase().split(/\s+/).filter(Boolean);
	const found = ui.bindings.list.filter((binding) => isCommand(binding) && holds(binding, words));
	return found.map((binding) => {
		const reason = whyNot(binding.id, ui, state);
		const item = { id: binding.id, keys: showKeys(binding), help: binding.help };
		return reason === undefined ? item : { ...item, whyNot: reason };
	});
}

/** Left out is what a list of commands cannot do: open itself, or know which number was meant. */
const notInList: ReadonlySet<BindingId> = new Set<BindingId>([
	"palette",
	"go-to",
	"go-to-anywhere",
	"help-anywhere",
	"cancel",
]);

function isCommand(binding: KnownBinding): boolean {
	if (notInList.has(binding.id)) return false;
	return binding.where === "panes" || binding.where === "everywhere" || binding.id === "interrupt";
}

function holds(binding: KnownBinding, words: readonly string[]): boolean {
	const text = `${binding.id} ${binding.label} ${binding.help}`.toLowerCase();
	return words.every((word) => text.includes(word));
}
