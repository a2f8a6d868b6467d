import type { Area } from "./grid.ts";
import { gridRects, panesPerPage } from "./grid.ts";
import type { UiState } from "./ui-state.ts";

/** A rectangle of cells; `x` and `y` count from 0. */
export type Rect = Area;

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
	/** The page that is shown, from 0: the chosen pane's. */
	readonly page: number;
	readonly pages: number;
	readonly footer: Rect;
	/** Help, palette, leave and confirm: drawn by Ink over everything but the top line and footer. */
	readonly overlay?: Rect;
};

/** The smallest terminal that anything but a line is drawn on. */
export const smallestScreen = { cols: 60, rows: 15 } as const;

/** Lays the screen out for a size, the monitors in order, and what the person looks at. */
export function layout(ui: UiState, monitors: readonly string[]): Layout {
	const { cols, rows } = ui;
	const top: Rect = { x: 0, y: 0, width: cols, height: Math.min(1, rows) };
	const footer: Rect = { x: 0, y: Math.max(0, rows - 1), width: cols, height: Math.min(1, rows) };
	if (isTooSmall(ui)) {
		return { tooSmall: true, top, footer, panes: [], page: 0, pages: 1 };
	}
	const body: Rect = { x: 0, y: 1, width: cols, height: rows - 2 };
	return {
		tooSmall: false,
		top,
		footer,
		...areas(ui, body, monitors),
		...(ui.overlay ? { overlay: body } : {}),
	};
}

/** Whether the terminal is too small to draw anything but a line that says so. */
export function isTooSmall({ cols, rows }: UiState): boolean {
	return cols < smallestScreen.cols || rows < smallestScreen.rows;
}

/** Whether the conversation and the panes are seen side by side at this width. */
export function sideBySide(cols: number): boolean {
	return cols >= 90;
}

type Areas = Pick<Layout, "talk" | "panes" | "grid" | "page" | "pages">;

function areas(ui: UiState, body: Rect, monitors: readonly string[]): Areas {
	if (!sideBySide(body.width)) {
		return showsPanes(ui) ? panesIn(ui, body, monitors) : { talk: body, panes: [], page: 0, pages: 1 };
	}
	if (ui.zoom && paneHasKeys(ui) && monitors.length > 0) return panesIn(ui, body, monitors);
	const width = talkWidth(body.width);
	const grid: Rect = { ...body, x: width, width: body.width - width };
	return { talk: { ...body, width }, ...panesIn(ui, grid, monitors) };
}

/** What is typed into or searched is on the screen, wherever the keys come from. */
function showsPanes(ui: UiState): boolean {
	return ui.shown === "panes" || typesIntoPane(ui);
}

function paneHasKeys(ui: UiState): boolean {
	return ui.focus === "panes" || typesIntoPane(ui);
}

function typesIntoPane(ui: UiState): boolean {
	return ui.attached !== undefined || ui.search?.typing === true;
}

function talkWidth(cols: number): number {
	if (cols < 120) return Math.round(cols * 0.45);
	return Math.min(76, Math.max(40, Math.round(cols * 0.38)));
}

function panesIn(ui: UiState, grid: Rect, monitors: readonly string[]): Omit<Areas, "talk"> {
	const chosen = ui.pane === undefined ? -1 : monitors.indexOf(ui.pane);
	if (ui.zoom && monitors.length > 0) {
		const place = Math.max(0, chosen);
		const monitor = monitors[place] ?? "";
		return { grid, panes: [paneBox(monitor, grid)], page: place, pages: monitors.length };
	}
	const oneColumn = ui.cols < 120;
	const perPage = panesPerPage(grid, oneColumn);
	const pages = Math.max(1, Math.ceil(monitors.length / perPage));
	const page = chosen < 0 ? Math.min(Math.max(0, ui.page), pages - 1) : Math.floor(chosen / perPage);
	const here = monitors.slice(page * perPage, (page + 1) * perPage);
	const rects = gridRects(grid, here.length, oneColumn);
	return { grid, page, pages, panes: rects.map((rect, index) => paneBox(here[index] ?? "", rect)) };
}

/** The inside of a frame: the script's rows, a row that parts, and about a quarter for events. */
function paneBox(monitor: string, frame: Rect): PaneBox {
	const inner = frame.height - 2;
	const eventRows = Math.max(frame.height >= 8 ? 2 : 1, Math.round(inner / 4));
	const inside = { x: frame.x + 1, width: frame.width - 2 };
	const screen: Rect = { ...inside, y: frame.y + 1, height: inner - eventRows - 1 };
	const events: Rect = { ...inside, y: screen.y + screen.height + 1, height: eventRows };
	return { monitor, frame, screen, events };
}
