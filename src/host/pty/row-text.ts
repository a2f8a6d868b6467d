import type { IBuffer, IBufferCell } from "@xterm/headless";

/** Default attributes, as one number for a quick comparison. */
const plain = "0";

/**
 * One row of a virtual terminal as text with SGR sequences and nothing else, without trailing blanks.
 * It is made from parsed cells, so no other sequence of the script can be in it.
 */
export function rowText(buffer: IBuffer, y: number, cell: IBufferCell): string {
	const line = buffer.getLine(y);
	if (!line) return "";
	let text = "";
	let blanks = "";
	let style = plain;
	for (let x = 0; x < line.length; x += 1) {
		line.getCell(x, cell);
		if (cell.getWidth() === 0) continue;
		const chars = cell.getChars() || " ";
		const wanted = sgr(cell);
		if (wanted !== style) {
			text += `${blanks}\u001b[${wanted}m`;
			blanks = "";
			style = wanted;
		}
		if (chars === " " && style === plain) {
			blanks += " ";
		} else {
			text += blanks + chars;
			blanks = "";
		}
	}
	return style === plain ? text : `${text}\u001b[0m`;
}

/** Parameters of the SGR sequence that gives a cell its look; `0` for the default. */
function sgr(cell: IBufferCell): string {
	if (cell.isAttributeDefault()) return plain;
	let codes = plain;
	if (cell.isBold()) codes += ";1";
	if (cell.isDim()) codes += ";2";
	if (cell.isItalic()) codes += ";3";
	if (cell.isUnderline()) codes += ";4";
	if (cell.isInverse()) codes += ";7";
	if (cell.isInvisible()) codes += ";8";
	if (cell.isStrikethrough()) codes += ";9";
	return codes + color(cell, "fg") + color(cell, "bg");
}

function color(cell: IBufferCell, ground: "fg" | "bg"): string {
	const foreground = ground === "fg";
	const isDefault = foreground ? cell.isFgDefault() : cell.isBgDefault();
	if (isDefault) return "";
	const value = foreground ? cell.getFgColor() : cell.getBgColor();
	const base = foreground ? 38 : 48;
	const isRgb = foreground ? cell.isFgRGB() : cell.isBgRGB();
	if (isRgb) return `;${base};2;${(value >> 16) & 255};${(value >> 8) & 255};${value & 255}`;
	return `;${base};5;${value}`;
}
