import { needsPerson } from "../../core/session/select.ts";
import type { Monitor } from "../../core/session/state.ts";
import { describeFailure } from "../../model/failure.ts";
import { fitAnsi } from "../screen/cells.ts";
import { stripControls } from "../screen/control-characters.ts";
import { chosenEvent } from "../ui/chosen.ts";
import type { PaneBox } from "../ui/layout.ts";
import type { UiState } from "../ui/ui-state.ts";
import { paintBorderLine } from "./border-line.ts";
import { paintEvents } from "./pane/events.ts";
import { paneFoot } from "./pane/foot.ts";
import { highlightMatches } from "./pane/highlight.ts";
import { paneTitle } from "./pane/title.ts";
import type { PaintContext, PanePicture } from "./picture.ts";
import type { BorderKind, Tone } from "./theme.ts";

/** One pane as styled rows, exactly `box.frame` in size. Depends on nothing but its arguments, so rows can be compared. */
export function paintPane(pane: PanePicture, context: PaintContext): string[] {
	const { frame } = pane.box;
	const { theme, ui } = context;
	const look = paneLook(pane, ui);
	const border = theme.borders[look.kind];
	const line = { border, tone: look.tone, width: frame.width };
	const edge = theme.style(look.tone, border.down);
	const content = contentRows(pane, context, look.focused);
	const rows = [paintBorderLine({ ...line, edge: "top" }, paneTitle(pane, context), theme)];
	for (let y = frame.y + 1; y < frame.y + frame.height - 1; y++) {
		const row = content.get(y);
		rows.push(row === undefined ? paintBorderLine({ ...line, edge: "divider" }, [], theme) : edge + row + edge);
	}
	if (frame.height > 1) rows.push(paintBorderLine({ ...line, edge: "bottom" }, paneFoot(pane, context), theme));
	return rows;
}

/** Where the terminal's cursor belongs when the pane is typed into; undefined when it is not, or is scrolled back. */
export function paneCursor(
	box: PaneBox,
	cursor: { readonly x: number; readonly y: number } | null,
	ui: UiState,
): { x: number; y: number } | undefined {
	const inside = cursor !== null && cursor.x < box.screen.width && cursor.y < box.screen.height;
	if (!inside || ui.attached !== box.monitor || (ui.scroll[box.monitor] ?? 0) > 0) return undefined;
	return { x: box.screen.x + cursor.x, y: box.screen.y + cursor.y };
}

type PaneLook = { readonly kind: BorderKind; readonly tone: Tone; readonly focused: boolean };

function paneLook(pane: PanePicture, ui: UiState): PaneLook {
	const { id } = pane.monitor;
	if (ui.attached === id) return { kind: "attached", tone: "borderAttached", focused: false };
	const focused = ui.focus === "panes" && (ui.pane === undefined ? pane.number === 1 : ui.pane === id);
	if (focused) return { kind: "focused", tone: "borderFocused", focused };
	return { kind: "single", tone: needsPerson(pane.monitor) ? "borderNeeding" : "border", focused };
}

/** What is inside the frame, by row of the screen; rows that belong to neither part are its divider. */
function contentRows(pane: PanePicture, context: PaintContext, focused: boolean): Map<number, string> {
	const { monitor, box } = pane;
	const chosen = focused ? chosenEvent(context.ui, monitor)?.id : context.ui.chosen[monitor.id];
	const list = { monitor, width: box.events.width, height: box.events.height, chosen, focused };
	const screen = screenRows(pane, context).map((row, index) => [box.screen.y + index, row] as const);
	const events = paintEvents(list, context).map((row, index) => [box.events.y + index, row] as const);
	return new Map([...screen, ...events]);
}

function screenRows(pane: PanePicture, context: PaintContext): string[] {
	const { screen } = pane.box;
	const { search } = context.ui;
	const source = pane.rows.length === 0 ? failureRows(pane.monitor) : pane.rows;
	const query = search?.monitor === pane.monitor.id ? search.query : "";
	const mark = (text: string) => context.theme.style("match", text);
	const rows: string[] = [];
	for (let y = 0; y < screen.height; y++) {
		const row = source[y] ?? "";
		rows.push(fitAnsi(query === "" ? row : highlightMatches(row, query, mark), screen.width));
	}
	return rows;
}

/** A script that never started has no screen: why is shown in its place. */
function failureRows(monitor: Monitor): string[] {
	if (monitor.failure === undefined) return [];
	return describeFailure(monitor.failure).split("\n").map(stripControls);
}
