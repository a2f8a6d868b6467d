import type { Monitor } from "../../core/session/state.ts";
import type { PaneBox } from "../ui/layout.ts";
import type { UiState } from "../ui/ui-state.ts";
import type { Theme } from "./theme.ts";

/** Lines a second of one monitor, newest last; the wire's pulse has this form. */
export type Beat = { readonly perSecond: number; readonly rates: readonly number[] };

/** What painting needs besides the thing painted. */
export type PaintContext = {
	readonly ui: UiState;
	readonly theme: Theme;
	/** Local time of day, `HH:MM:SS`, of milliseconds since the epoch. */
	clock(ms: number): string;
};

/** Everything one pane shows. */
export type PanePicture = {
	readonly monitor: Monitor;
	/** Its number on the keyboard, from 1. */
	readonly number: number;
	readonly box: PaneBox;
	/** The script's terminal, one string with SGR sequences a row; missing rows are blank. */
	readonly rows: readonly string[];
	readonly beat?: Beat | undefined;
	/** The agents that get its events, where there are several to tell apart; else empty. */
	readonly owners?: string;
};
