import type { Terminal } from "@xterm/headless";

/** A row of a virtual terminal: its cells, and apart from them characters of several code points and unusual underlines. */
type Row = {
	copyFrom(other: Row): void;
	readonly length: number;
	isWrapped: boolean;
	readonly _data: Uint32Array;
	readonly _combined: object;
	readonly _extendedAttrs: object;
};

/** The private way to a terminal's rows. */
type Inside = { readonly _core?: { readonly buffer?: { readonly lines?: { get(index: number): Row | undefined } } } };

const lean = new WeakSet<object>();

/**
 * Lets a full scrollback scroll without leaving anything behind; call it once a terminal is made.
 * The row that falls out becomes the new one, and the terminal gives it two new empty objects each time.
 * They live as long as a row does, so a flood fills the collector's old generation with millions of them.
 * A row that has nothing in them, and gets nothing, keeps the ones it has.
 * Rows are private to the terminal: where they are not as expected, nothing is changed and a flood only costs more.
 */
export function keepRowsLean(terminal: Terminal): void {
	const row = (terminal as unknown as Inside)._core?.buffer?.lines?.get(0);
	const rows: Row | null = row === undefined ? null : Object.getPrototypeOf(row);
	if (row === undefined || rows === null || lean.has(rows) || !isAsExpected(row)) return;
	lean.add(rows);
	const { copyFrom } = rows;
	rows.copyFrom = function (this: Row, other: Row): void {
		if (this.length !== other.length || !isPlain(this) || !isPlain(other)) {
			copyFrom.call(this, other);
			return;
		}
		this._data.set(other._data);
		this.isWrapped = other.isWrapped;
	};
}

function isAsExpected({ copyFrom, length, isWrapped, _data, _combined, _extendedAttrs, ...rest }: Row): boolean {
	const known = typeof copyFrom === "function" && typeof length === "number" && typeof isWrapped === "boolean";
	const parts = _data instanceof Uint32Array && [_combined, _extendedAttrs].every((part) => typeof part === "object");
	// Anything more would have to be copied as well.
	return known && parts && Object.keys(rest).length === 0;
}

function isPlain(row: Row): boolean {
	return isEmpty(row._combined) && isEmpty(row._extendedAttrs);
}

function isEmpty(record: object): boolean {
	for (const _key in record) return false;
	return true;
}
