import { allMonitors } from "../core/session/select.ts";
import type { State } from "../core/session/state.ts";
import { type Layout, layout } from "./ui/layout.ts";
import type { UiState } from "./ui/ui-state.ts";

/** Where everything is: the same object as long as nothing moved, so that who painted from it need not paint again. */
export class KeptLayout {
	#from: { readonly ui: UiState; readonly monitors: string } | undefined;
	#kept: { readonly text: string; readonly layout: Layout } | undefined;

	/** The layout for this moment. */
	of(ui: UiState, state: State): Layout {
		const ids = allMonitors(state).map((monitor) => monitor.id);
		const monitors = ids.join();
		if (this.#kept && ui === this.#from?.ui && monitors === this.#from.monitors) return this.#kept.layout;
		this.#from = { ui, monitors };
		const next = layout(ui, ids);
		const text = JSON.stringify(next);
		if (text !== this.#kept?.text) this.#kept = { text, layout: next };
		return this.#kept.layout;
	}
}
