/** A rectangle of the picture, in pixels. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Which sides a line character reaches, as bits: 1 up, 2 right, 4 down, 8 left. */
const lines: Readonly<Record<string, number>> = {
	"─": 10,
	"│": 5,
	"┌": 6,
	"┐": 12,
	"└": 3,
	"┘": 9,
	"├": 7,
	"┤": 13,
	"┬": 14,
	"┴": 11,
	"┼": 15,
	"╭": 6,
	"╮": 12,
	"╰": 3,
	"╯": 9,
	"╴": 8,
	"╵": 1,
	"╶": 2,
	"╷": 4,
	"━": 10,
	"┃": 5,
	"┏": 6,
	"┓": 12,
	"┗": 3,
	"┛": 9,
};
const round = "╭╮╰╯";
const heavy = "━┃┏┓┗┛";
/** Where a thin line meets a heavy one: the character of each, drawn one over the other. */
const meetings: Readonly<Record<string, readonly [string, string]>> = { "┠": ["┃", "╶"], "┨": ["┃", "╴"] };
const blocks = "▁▂▃▄▅▆▇█";

/**
 * Draws a box or block character as a shape, so that lines meet whatever font the viewer has.
 * Undefined for every other character.
 */
export function boxShape(character: string, box: Box, colour: string): string | undefined {
	const eighths = blocks.indexOf(character) + 1;
	if (eighths > 0) return block(box, eighths / 8, colour);
	const parts = meetings[character];
	if (parts) return parts.map((part) => boxShape(part, box, colour)).join("");
	const sides = lines[character];
	if (sides === undefined) return undefined;
	const path = round.includes(character) ? arc(box, sides) : strokes(box, sides);
	const width = heavy.includes(character) ? 2.6 : 1.3;
	return `<path d="${path}" stroke="${colour}" stroke-width="${width}" fill="none"/>`;
}

function block(box: Box, part: number, colour: string): string {
	const height = box.height * part;
	return `<rect x="${box.x}" y="${round2(box.y + box.height - height)}" width="${box.width}" height="${round2(height)}" fill="${colour}"/>`;
}

function strokes(box: Box, sides: number): string {
	const { centreX, centreY, ends } = geometry(box);
	const reached = ends.filter((_, side) => sides & (1 << side));
	return reached.map(([x, y]) => `M${centreX} ${centreY}L${x} ${y}`).join("");
}

/** A quarter circle between two sides, lengthened to the edge of the cell. */
function arc(box: Box, sides: number): string {
	const { centreX, centreY, ends } = geometry(box);
	const [from, to] = ends.filter((_, side) => sides & (1 << side));
	if (from === undefined || to === undefined) return "";
	const [vertical, horizontal] = from[0] === centreX ? [from, to] : [to, from];
	const radius = box.width / 2;
	const startY = centreY + Math.sign(vertical[1] - centreY) * radius;
	return `M${vertical[0]} ${vertical[1]}L${centreX} ${round2(startY)}Q${centreX} ${centreY} ${horizontal[0]} ${horizontal[1]}`;
}

/** The middle of the cell and the middles of its sides, in the order of the bits. */
function geometry(box: Box) {
	const centreX = round2(box.x + box.width / 2);
	const centreY = round2(box.y + box.height / 2);
	const right = round2(box.x + box.width);
	const bottom = round2(box.y + box.height);
	const ends: readonly (readonly [number, number])[] = [
		[centreX, box.y],
		[right, centreY],
		[centreX, bottom],
		[box.x, centreY],
	];
	return { centreX, centreY, ends };
}

function round2(value: number): number {
	return Math.round(value * 100) / 100;
}
