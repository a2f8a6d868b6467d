/** What a line of output can tell. */
export const families = [
	"compile",
	"test",
	"memory",
	"port",
	"disk",
	"network",
	"missing",
	"permission",
	"http",
	"timeout",
	"crash",
	"exit",
	"up",
] as const;
export type Family = (typeof families)[number];

/**
 * How one kind of line is recognised, as data.
 * Named groups of the pattern fill the words; `file` and `line` are the place, `detail` is what the test or tool
 * complains about, `count` is how many there are of it.
 */
export type Signature = {
	readonly family: Family;
	readonly tone: "red" | "green";
	/** Matched against one line. Written so that no line of 500 characters makes it slow. */
	readonly pattern: RegExp;
	/** The words: `{name}` stands for a group, `{whole}` for the line, `{next}` for the line after it. */
	readonly says: string;
	/** A summary says less than a line that names the culprit: it counts, and speaks only when nothing else does. */
	readonly summary?: true;
	/** The verdict of a whole run: a final green after a red in one event means that all is well again. */
	readonly final?: true;
	/** The next line has to match as well. */
	readonly next?: RegExp;
	/** Something in the whole event has to match as well. */
	readonly context?: RegExp;
	/** Holds only in the event of a script's end. */
	readonly exit?: true;
};

type Row = readonly [pattern: RegExp, says: string, more?: Omit<Signature, "family" | "tone" | "pattern" | "says">];

/** Signatures of bad news. */
export function reds(family: Family, rows: readonly Row[]): Signature[] {
	return rows.map(([pattern, says, more]) => ({ family, tone: "red", pattern, says, ...more }));
}

/** Signatures of good news. */
export function greens(family: Family, rows: readonly Row[]): Signature[] {
	return rows.map(([pattern, says, more]) => ({ family, tone: "green", pattern, says, ...more }));
}
