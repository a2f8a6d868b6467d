import { codePointBoundary, cutAtGrapheme, utf8Length } from "../../base/cut-text.ts";
import { lineLimit } from "../../model/line.ts";
import { CellRow } from "./cell-row.ts";

/** A finished row: its text within the limit, and the bytes of UTF-8 that were left out. */
export type TakenRow = { readonly text: string; readonly cutBytes: number };

/**
 * The line being written, as a terminal without a right edge would show it.
 * While text is only appended it is one string; the first writing over it makes it an array of cells.
 * Memory is bounded: a head is kept, the rest is counted.
 */
export class LineRow {
	#text = "";
	/** Bytes that came after the head was full. */
	#beyond = 0;
	#cells: CellRow | undefined;
	/** A carriage return came; cells are made only when something is written after it, mostly a newline is. */
	#returned = false;
	#touched = false;

	/** True when nothing was printed since the last `take`. */
	get untouched(): boolean {
		return !this.#touched;
	}

	/** True when the row shows nothing. */
	get empty(): boolean {
		return (this.#cells === undefined ? this.#text : this.#cells.text) === "";
	}

	/** Writes visible text at the cursor. */
	print(run: string): void {
		if (run === "") return;
		this.#touched = true;
		if (this.#returned) this.#toCells();
		if (this.#cells !== undefined) this.#cells.write(run);
		else this.#append(run);
	}

	carriageReturn(): void {
		if (this.#cells !== undefined) this.#cells.moveTo(0);
		else this.#returned = this.#text !== "";
	}

	/** Moves the cursor by columns, to the left when negative. */
	moveBy(columns: number): void {
		const cells = this.#toCells();
		cells.moveTo(cells.column + columns);
	}

	moveTo(column: number): void {
		this.#toCells().moveTo(column);
	}

	erase(what: "right" | "left" | "all"): void {
		const cells = this.#toCells();
		if (what === "right") cells.eraseRight();
		else if (what === "left") cells.eraseLeft();
		else cells.eraseAll();
	}

	/** The row as it reads now; a new one begins. */
	take(): TakenRow {
		const taken = cutLine(this.#cells?.text ?? this.#text, this.#cells?.beyond ?? this.#beyond);
		this.#text = "";
		this.#beyond = 0;
		this.#cells = undefined;
		this.#returned = false;
		this.#touched = false;
		return taken;
	}

	#append(run: string): void {
		const room = this.#beyond > 0 ? 0 : headLimit - this.#text.length;
		if (run.length <= room) {
			this.#text += run;
			return;
		}
		const fits = codePointBoundary(run, room);
		this.#text += run.slice(0, fits);
		this.#beyond += utf8Length(run.slice(fits));
	}

	#toCells(): CellRow {
		if (this.#cells === undefined) {
			this.#cells = new CellRow(maxColumns, this.#beyond);
			this.#cells.write(this.#text);
		}
		if (this.#returned) this.#cells.moveTo(0);
		this.#returned = false;
		return this.#cells;
	}
}

/** Cuts a line at the limit, at a grapheme; `beyond` bytes were left out before. */
export function cutLine(text: string, beyond: number): TakenRow {
	if (text.length <= lineLimit) return { text, cutBytes: beyond };
	const kept = cutAtGrapheme(text, lineLimit);
	return { text: kept, cutBytes: beyond + utf8Length(text.slice(kept.length)) };
}

/** More than the limit, so that the grapheme at the limit can be seen whole enough to find its border. */
const headLimit = lineLimit + 64;
/** Every unit of the head may be a wide character. */
const maxColumns = 2 * headLimit;
