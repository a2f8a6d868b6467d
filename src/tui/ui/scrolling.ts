import type { State } from "../../core/session/state.ts";
import { monitorIds } from "./focus.ts";
import { layout } from "./layout.ts";
import type { UiState } from "./ui-state.ts";

/** Rows that one notch of the wheel moves. */
export const wheelRows = 3;

/** Scrolls a pane to a line of its scrollback, counted back from the newest; 0 follows. */
export function scrollTo(ui: UiState, monitor: string, offset: number): UiState {
	const bound = ui.scrollback[monitor] ?? 0;
	const there = Math.min(Math.max(0, Math.round(offset)), bound);
	const { [monitor]: _old, ...others } = ui.scroll;
	return { ...ui, scroll: there === 0 ? others : { ...others, [monitor]: there } };
}

/** Scrolls a pane back by so many lines, or on when they are negative. */
export function scrollBy(ui: UiState, monitor: string, lines: number): UiState {
	return scrollTo(ui, monitor, (ui.scroll[monitor] ?? 0) + lines);
}

/** Shows the newest output of a pane again. */
export function follow(ui: UiState, monitor: string): UiState {
	return scrollTo(ui, monitor, 0);
}

/** Scrolls the conversation back by so many rows, or on when they are negative. */
export function scrollTalk(ui: UiState, rows: number): UiState {
	return { ...ui, talkScroll: Math.min(Math.max(0, ui.talkScroll + rows), ui.talkBack) };
}

/**
 * How many lines of scrollback the panes have, as the host told.
 * A pane that is scrolled back keeps its place while lines come.
 */
export function scrolled(ui: UiState, scrollback: Readonly<Record<string, number>>): UiState {
	const changed = Object.entries(scrollback).filter(([monitor, lines]) => ui.scrollback[monitor] !== lines);
	return changed.reduce((after, [monitor, lines]) => grown(after, monitor, lines), ui);
}

/** How many rows of the conversation are above what is seen when nothing is scrolled. */
export function scrolledTalk(ui: UiState, talkBack: number): UiState {
	if (ui.talkBack === talkBack) return ui;
	return { ...ui, talkBack, talkScroll: Math.min(ui.talkScroll, talkBack) };
}

/** Rows of a page: what is seen of a pane's output or of the conversation, less one that stays in sight. */
export function pageRows(ui: UiState, state: State, monitor?: string): number {
	const places = layout(ui, monitorIds(state));
	const box = places.panes.find((pane) => pane.monitor === monitor);
	const height = monitor === undefined ? (places.talk?.height ?? 0) - talkBorders : (box?.screen.height ?? 0);
	return Math.max(1, height - 1);
}

/** Rows of the conversation's frame and of a composer of one line. */
const talkBorders = 4;

function grown(ui: UiState, monitor: string, lines: number): UiState {
	const told = { ...ui, scrollback: { ...ui.scrollback, [monitor]: lines } };
	const offset = ui.scroll[monitor];
	if (offset === undefined) return told;
	return scrollTo(told, monitor, offset + Math.max(0, lines - (ui.scrollback[monitor] ?? 0)));
}
