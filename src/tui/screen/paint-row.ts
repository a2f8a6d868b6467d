import { cutAnsi } from "./cells.ts";

/** A cell, counted from 0, 0 in the upper left corner. */
export type Point = { readonly x: number; readonly y: number };

/** A part of one row: its first column, its cells, and its text. */
export type Segment = { readonly x: number; readonly width: number; readonly text: string };

/** What a row of the terminal shows; undefined when it is not known. */
export type RowState = { readonly segments: readonly Segment[]; readonly unsure: boolean } | undefined;

export const hideCursor = "\u001b[?25l";
export const showCursor = "\u001b[?25h";
const reset = "\u001b[0m";
const eraseLine = "\u001b[2K";

/** The sequence that moves to a cell; rows and columns are counted from 0. */
export function cursorTo(y: number, x: number): string {
	return `\u001b[${y + 1};${x + 1}H`;
}

/**
 * Draws the segments of row `y` that differ from what it shows.
 * The whole row is drawn when its division changed, when segments lie over each other,
 * or when it holds cells of doubtful width: those may have run over into the neighbour.
 */
export function paintRow(
	y: number,
	wanted: readonly Segment[],
	shown: RowState,
): { readonly bytes: string; readonly state: NonNullable<RowState> } {
	const visible = inOrder(wanted);
	if (shown === undefined) return drawRow(y, visible);
	if (sameSegments(visible, shown.segments)) return { bytes: "", state: shown };
	const partial = !shown.unsure && !overlap(visible) && sameDivision(visible, shown.segments);
	return (partial && drawChanged(y, visible, shown.segments)) || drawRow(y, visible);
}

type Painted = { readonly bytes: string; readonly state: NonNullable<RowState> };

function drawRow(y: number, visible: readonly Segment[]): Painted {
	const drawn = visible.map((segment) => drawSegment(y, segment));
	const covering = overlap(visible);
	const bytes = drawn.map((part) => (covering ? part.bytes + part.fill : part.bytes)).join("");
	const unsure = drawn.some((part) => part.unsure);
	return { bytes: cursorTo(y, 0) + reset + eraseLine + bytes, state: { segments: visible, unsure } };
}

/** Undefined when what changed holds cells of doubtful width. */
function drawChanged(y: number, visible: readonly Segment[], shown: readonly Segment[]): Painted | undefined {
	const changed = visible.filter((segment, index) => segment.text !== shown[index]?.text);
	const drawn = changed.map((segment) => drawSegment(y, segment));
	if (drawn.some((part) => part.unsure)) return undefined;
	const bytes = drawn.map((part) => part.bytes + part.fill).join("");
	return { bytes, state: { segments: visible, unsure: false } };
}

type Drawn = { readonly bytes: string; readonly fill: string; readonly unsure: boolean };

/** `fill` blanks what the text leaves of the segment. */
function drawSegment(y: number, segment: Segment): Drawn {
	const address = (column: number) => `\u001b[${segment.x + column + 1}G`;
	const cut = cutAnsi(segment.text, segment.width, address);
	const left = segment.width - cut.width;
	const bytes = cut.text === "" ? "" : cursorTo(y, segment.x) + cut.text + (cut.styled ? reset : "");
	const start = cut.text === "" || cut.unsure ? cursorTo(y, segment.x + cut.width) : "";
	return { bytes, fill: left === 0 ? "" : start + blanks(left), unsure: cut.unsure };
}

/** Erasing (ECH) takes fewer bytes than blanks from five cells on. */
function blanks(count: number): string {
	return count < 5 ? " ".repeat(count) : `\u001b[${count}X`;
}

/**
 * Left to right, so that a neighbour repairs what ran over into it.
 * Segments over others keep their order, and what one of them hides as a whole is left out.
 */
function inOrder(segments: readonly Segment[]): readonly Segment[] {
	if (!overlap(segments)) return [...segments].sort((a, b) => a.x - b.x);
	return segments.filter((segment, index) => !segments.slice(index + 1).some((later) => covers(later, segment)));
}

function covers(upper: Segment, lower: Segment): boolean {
	return upper.x <= lower.x && upper.x + upper.width >= lower.x + lower.width;
}

function overlap(segments: readonly Segment[]): boolean {
	return segments.some((a, index) => segments.slice(index + 1).some((b) => a.x < b.x + b.width && b.x < a.x + a.width));
}

function sameDivision(a: readonly Segment[], b: readonly Segment[]): boolean {
	return a.length === b.length && a.every((segment, i) => segment.x === b[i]?.x && segment.width === b[i]?.width);
}

function sameSegments(a: readonly Segment[], b: readonly Segment[]): boolean {
	return sameDivision(a, b) && a.every((segment, index) => segment.text === b[index]?.text);
}
