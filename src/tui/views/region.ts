import type { State } from "../../core/session/state.ts";
import type { Rect } from "../ui/layout.ts";
import type { UiState } from "../ui/ui-state.ts";

/** What the region that Ink draws depends on. `rect` is the overlay's while one is open, else the conversation's. */
export type Region = { readonly state: State; readonly ui: UiState; readonly rect: Rect };
