import { allAgents } from "../../../core/session/select.ts";
import type { State } from "../../../core/session/state.ts";
import type { UiState } from "../ui-state.ts";

/** One line of the list of agents. */
export type PickerItem = {
	readonly id: string;
	readonly name: string;
	/** It is in the session, and choosing it shows it. */
	readonly here: boolean;
	/** What has to be run before it can be chosen. */
	readonly install?: string;
};

/** The agents of the session, then those that can be started, then those that would have to be installed. */
export function pickerItems(ui: UiState, state: State): PickerItem[] {
	const here = allAgents(state).map(({ id, label }) => ({ id, name: label, here: true }));
	const others = ui.catalogue.filter((one) => !Object.hasOwn(state.agents, one.id));
	const ready = others.filter((one) => one.installed).map(({ id, name }) => ({ id, name, here: false }));
	const missing = others.filter((one) => !one.installed);
	return [...here, ...ready, ...missing.map(({ id, name, install }) => ({ id, name, here: false, install }))];
}

/** Opens the list of agents at the one that is shown. */
export function showAgents(ui: UiState, state: State, shown: string | undefined): UiState {
	const index = Math.max(
		0,
		pickerItems(ui, state).findIndex((item) => item.id === shown),
	);
	return { ...ui, overlay: { type: "agents", index, first: false } };
}
