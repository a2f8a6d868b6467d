import type { Result } from "../../model/failure.ts";

/** Which lines become events. */
export type LineRule = {
	/** True when every line is accepted, so that a caller can save the asking. */
	readonly acceptsAll: boolean;
	/** Judges one cleaned line, in time linear in its length. */
	accepts(text: string): boolean;
};

/** Makes a rule of RE2 patterns: a line must hold `match` and must not hold `exclude`. Fails with `bad-pattern`. */
export function compileRule(_patterns: { match?: string | undefined; exclude?: string | undefined }): Result<LineRule> {
	throw new Error("unwritten");
}
