import { utf8Length } from "../../base/cut-text.ts";
import { cellWidth } from "./cell-width.ts";

/**
 * One terminal row that can be written over: an array of columns, each with its character and what is attached to it.
 * The second column of a wide character is the empty string.
 */
export class CellRow {
	readonly #cells: string[] = [];
	readonly #maxColumns: number;
	#column = 0;
	/** Bytes written at columns over the bound since the cursor was last below it, and the most there ever were. */
	#beyond = 0;
	#mostBeyond: number;

	/** A row of at most `maxColumns` that already has `beyond` bytes to the right of them. */
	constructor(maxColumns: number, beyond: number) {
		this.#maxColumns = maxColumns;
		this.#mostBeyond = beyond;
	}

	/** Bytes that did not fit. When they were written over, the longest writing counts: rather too many than too few. */
	get beyond(): number {
		return Math.max(this.#beyond, this.#mostBeyond);
	}

	get column(): number {
		return this.#column;
	}

	/** The row as it reads; columns that were skipped are spaces. */
	get text(): string {
		return this.#cells.join("");
	}

	moveTo(column: number): void {
		this.#column = Math.min(Math.max(0, column), this.#maxColumns);
		this.#mostBeyond = this.beyond;
		this.#beyond = 0;
	}

	write(run: string): void {
		for (const character of run) this.#writeOne(character);
	}

	/** Erases from the cursor to the end. */
	eraseRight(): void {
		this.#breakWide(this.#column);
		this.#cells.length = Math.min(this.#cells.length, this.#column);
		this.#beyond = 0;
		this.#mostBeyond = 0;
	}

	/** Erases from the start up to the cursor and its column. */
	eraseLeft(): void {
		if (this.#column + 1 >= this.#cells.length) {
			this.#cells.length = 0;
			return;
		}
		this.#breakWide(this.#column + 1);
		this.#cells.fill(" ", 0, this.#column + 1);
	}

	/** Erases everything and leaves the cursor where it is. */
	eraseAll(): void {
		this.#cells.length = 0;
		this.#beyond = 0;
		this.#mostBeyond = 0;
	}

	#writeOne(character: string): void {
		const width = cellWidth(character);
		const attaches = width === 0 || this.#cellBefore().endsWith("\u200d");
		if (attaches && this.#attach(character)) return;
		const columns = width === 2 ? 2 : 1;
		if (this.#column + columns > this.#maxColumns) {
			this.#column = this.#maxColumns;
			this.#beyond += utf8Length(character);
			return;
		}
		while (this.#cells.length < this.#column) this.#cells.push(" ");
		this.#breakWide(this.#column);
		this.#breakWide(this.#column + columns);
		this.#cells[this.#column++] = character;
		if (columns === 2) this.#cells[this.#column++] = "";
	}

	/** Puts an accent or the rest of an emoji on the character before; false at the start of a row. */
	#attach(character: string): boolean {
		const before = this.#cellBefore();
		if (before === "") return false;
		if (before.length + character.length > maxCell) this.#beyond += utf8Length(character);
		else this.#cells[this.#indexBefore()] = before + character;
		return true;
	}

	#cellBefore(): string {
		return this.#cells[this.#indexBefore()] ?? "";
	}

	#indexBefore(): number {
		return this.#cells[this.#column - 1] === "" ? this.#column - 2 : this.#column - 1;
	}

	/** When `column` is the right half of a wide character, the half to its left becomes a space, and so does this. */
	#breakWide(column: number): void {
		if (this.#cells[column] !== "") return;
		this.#cells[column - 1] = " ";
		this.#cells[column] = " ";
	}
}

/** UTF-16 units of one character with all that is attached to it. */
const maxCell = 64;
