import type { UiState } from "./ui-state.ts";

/** A rectangle of cells; `x` and `y` count from 0. */
export type Rect = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** One pane: its frame with borders, the rows of the script's terminal, and the rows of its events below. */
export type PaneBox = { readonly monitor: string; readonly frame: Rect; readonly screen: Rect; readonly events: Rect };

/** Where everything goes. Absent parts are not shown at this size. */
export type Layout = {
	/** The terminal is smaller than 60×15: nothing but a line that says so. */
	readonly tooSmall: boolean;
	readonly top: Rect;
	/** Conversation and composer, drawn by Ink, borders included. */
	readonly talk?: Rect;
	/** The panes of this page, in order. */
	readonly panes: readonly PaneBox[];
	/** Where panes would be; shows a hint when there is none. */
	readonly grid?: Rect;
	readonly pages: number;
	readonly footer: Rect;
	/** Help, palette, leave and confirm: drawn by Ink over everything but the top line and footer. */
	readonly overlay?: Rect;
};

/** Lays the screen out for a size, the monitors in order, and what the person looks at. */
export declare function layout(ui: UiState, monitors: readonly string[]): Layout;
