import type { State } from "../../../core/session/state.ts";
import type { UiState } from "../ui-state.ts";

/** What a slash command runs on: what was written behind its name, and where. */
export type Run = { readonly argument: string; readonly ui: UiState; readonly state: State };
