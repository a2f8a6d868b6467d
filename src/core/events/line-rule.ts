import { RE2JS } from "re2js";
import { failed, ok, type Result } from "../../model/failure.ts";

/** Which lines become events. */
export type LineRule = {
	/** True when every line is accepted, so that a caller can save the asking. */
	readonly acceptsAll: boolean;
	/** Judges one cleaned line, in time linear in its length. */
	accepts(text: string): boolean;
};

/** RE2 patterns of a monitor. An absent `match` accepts every line, an absent `exclude` refuses none. */
export type RulePatterns = { readonly match?: string | undefined; readonly exclude?: string | undefined };

/** Makes a rule of patterns: a line must hold `match` and must not hold `exclude`. Fails with `bad-pattern`. */
export function compileRule({ match, exclude }: RulePatterns): Result<LineRule> {
	const wanted = compilePattern("match", match);
	if (!wanted.ok) return wanted;
	const unwanted = compilePattern("exclude", exclude);
	if (!unwanted.ok) return unwanted;
	const [isWanted, isUnwanted] = [wanted.value, unwanted.value];
	return ok({
		acceptsAll: isWanted === undefined && isUnwanted === undefined,
		accepts: (text) => isWanted?.(text) !== false && isUnwanted?.(text) !== true,
	});
}

type Test = (text: string) => boolean;

function compilePattern(name: string, pattern: string | undefined): Result<Test | undefined> {
	if (pattern === undefined) return ok(undefined);
	if (pattern === "")
		return failed("bad-pattern", `the ${name} pattern is empty`, `Leave ${name} out, or name a text.`);
	if (pattern.length > maxPatternLength) return tooLarge(name, pattern);
	const literal = literalTest(pattern);
	return literal === undefined ? compileRe2(name, pattern) : ok(literal);
}

/** Plain words, and plain words with `|` between them, need no engine. */
function literalTest(pattern: string): Test | undefined {
	if (/[\\^$.?*+()[\]{}]/.test(pattern)) return undefined;
	const words = pattern.split("|");
	const [only] = words;
	if (words.length === 1 && only !== undefined) return (text) => text.includes(only);
	return (text) => words.some((word) => text.includes(word));
}

function compileRe2(name: string, pattern: string): Result<Test> {
	try {
		const compiled = RE2JS.compile(pattern);
		if (compiled.programSize() > maxProgramSize) return tooLarge(name, pattern);
		return ok((text) => compiled.test(text));
	} catch (error) {
		return failed("bad-pattern", `the ${name} pattern ${quote(pattern)} is not valid: ${reasonOf(error)}`, syntaxHint);
	}
}

function reasonOf(error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	return message.replace(/^error parsing regexp: /, "");
}

function tooLarge(name: string, pattern: string): Result<never> {
	return failed("bad-pattern", `the ${name} pattern ${quote(pattern)} is too large`, largeHint);
}

function quote(pattern: string): string {
	return JSON.stringify(pattern.length > 80 ? `${pattern.slice(0, 80)}…` : pattern);
}

const maxPatternLength = 1000;
/** Time for a line is at worst its length times this; 500 keeps one line below a tenth of a second. */
const maxProgramSize = 500;
const syntaxHint = "Patterns use RE2 syntax: no lookahead or lookbehind, no backreferences.";
const largeHint = "Use a shorter pattern or smaller repeat counts.";
