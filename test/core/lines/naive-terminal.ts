/**
 * What a stream's lines should be, written without care for speed, memory or chunks: the whole text at once, sequences
 * taken out by one pattern, every line a grid of cells.
 * Knows the sequences that the tests make, of which none is left open.
 */
export function naiveLines(bytes: Uint8Array): { lines: string[]; partial: string } {
	const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
	const rows: Row[] = [new Row()];
	for (const [token] of text.matchAll(tokens)) {
		if (token === "\n") rows.push(new Row());
		else rows.at(-1)?.take(token);
	}
	const lines = rows.map((row) => row.text);
	return { partial: lines.pop() ?? "", lines };
}

const string = String.raw`[^\x07\x1b\n]*`;
const tokens = new RegExp(
	[
		String.raw`\x1b\[[0-9;?]*[A-Za-z]`,
		String.raw`\x1b\]${string}(?:\x07|\x1b\\)`,
		String.raw`\x1b[()][0B]`,
		"[^]",
	].join("|"),
	"gu",
);
const wide = new Set(["日", "本", "語", "👍", "✅"]);

class Row {
	#cells: string[] = [];
	#at = 0;

	get text(): string {
		return this.#cells.join("");
	}

	take(token: string): void {
		if (token === "\r") this.#at = 0;
		else if (token === "\b") this.#at = Math.max(0, this.#at - 1);
		else if (token === "\t") this.#put(" ");
		else if (token === "\u2028") this.#put(" ");
		else if (token.startsWith("\x1b[")) this.#sequence(token.slice(2, -1), token.at(-1));
		else if (token === "\u0301") this.#accent(token);
		else if (!/^[\p{Cc}\u200b\u202e\ufeff]/u.test(token)) this.#put(token);
	}

	#put(character: string): void {
		const columns = wide.has(character) ? [character, ""] : [character];
		for (const column of columns) {
			while (this.#cells.length < this.#at) this.#cells.push(" ");
			if (column !== "") this.#breakPair(this.#at);
			if (column !== "") this.#breakPair(this.#at + columns.length);
			this.#cells[this.#at++] = column;
		}
	}

	#accent(mark: string): void {
		const owner = this.#cells[this.#at - 1] === "" ? this.#at - 2 : this.#at - 1;
		if (this.#cells[owner] === undefined) this.#put(mark);
		else this.#cells[owner] += mark;
	}

	#sequence(parameters: string, final: string | undefined): void {
		if (parameters.startsWith("?")) return;
		const number = Number(parameters.split(";")[0]);
		if (final === "K" && number === 0) this.#eraseFrom(this.#at);
		if (final === "K" && number === 1) this.#eraseTo(this.#at + 1);
		if (final === "K" && number === 2) this.#cells = [];
		if (final === "C") this.#at += Math.max(1, number);
		if (final === "D") this.#at = Math.max(0, this.#at - Math.max(1, number));
		if (final === "G") this.#at = Math.max(1, number) - 1;
	}

	#eraseFrom(column: number): void {
		this.#breakPair(column);
		this.#cells = this.#cells.slice(0, column);
	}

	#eraseTo(column: number): void {
		this.#breakPair(column);
		this.#cells = column >= this.#cells.length ? [] : this.#cells.map((cell, index) => (index < column ? " " : cell));
	}

	#breakPair(column: number): void {
		if (this.#cells[column] !== "") return;
		this.#cells[column] = " ";
		this.#cells[column - 1] = " ";
	}
}
