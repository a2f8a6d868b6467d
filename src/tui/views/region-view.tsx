import type { State } from "../../core/session/state.ts";
import type { Theme } from "../paint/theme.ts";
import type { Rect } from "../ui/layout.ts";
import type { UiState } from "../ui/ui-state.ts";
import type { Store } from "./use-store.ts";

/** What the region that Ink draws depends on. `rect` is the overlay's while one is open, else the conversation's. */
export type Region = { readonly state: State; readonly ui: UiState; readonly rect: Rect };

/** Everything Ink draws: an overlay when there is one, else the conversation. */
export function RegionView({ store, theme }: { store: Store<Region>; theme: Theme }) {
	void store;
	void theme;
	return null;
}
