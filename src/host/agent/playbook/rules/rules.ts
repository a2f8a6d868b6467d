import { RE2JS } from "re2js";
import type { Result } from "../../../../model/failure.ts";
import { failed, ok } from "../../../../model/failure.ts";
import type { Rule } from "../../../../model/rule.ts";

/** Where the person's rules are kept. The host gives it; both calls are quick. */
export type RuleStore = { load(): readonly Rule[]; save(rules: readonly Rule[]): Result<void> };

/** A rule whose pattern is ready. `number` counts from 1, as `rules` shows it. */
export type PreparedRule = { readonly number: number; readonly rule: Rule; readonly pattern: RE2JS };

/** Compiles a pattern of the person's. RE2 takes linear time, whatever the pattern. */
export function compilePattern(pattern: string): Result<RE2JS> {
	try {
		return ok(RE2JS.compile(pattern, RE2JS.MULTILINE));
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return failed("bad-pattern", `I cannot read the pattern /${pattern}/: ${reason}`);
	}
}

/** Makes the rules ready; one that a hand broke in the file is left out and named. */
export function prepareRules(rules: readonly Rule[]): { ready: readonly PreparedRule[]; broken: readonly string[] } {
	const ready: PreparedRule[] = [];
	const broken: string[] = [];
	for (const [at, rule] of rules.entries()) {
		const pattern = compilePattern(rule.when);
		if (pattern.ok) ready.push({ number: at + 1, rule, pattern: pattern.value });
		else broken.push(`rule ${at + 1} is left out: ${pattern.failure.message}`);
	}
	return { ready, broken };
}

/** One line that reads as it was typed. */
export function describeRule({ when, monitor, action, argument, ask }: Rule): string {
	const where = monitor === "*" ? "" : ` in ${/\s/.test(monitor) ? `"${monitor}"` : monitor}`;
	const acts = action !== "say" && action !== "notify";
	const asks = acts ? (ask ? " (asks first)" : " (does not ask)") : "";
	return `when /${when.replaceAll("/", "\\/")}/${where} then ${action}${argument === undefined ? "" : ` ${argument}`}${asks}`;
}

/** Two rules are the same when they say the same. */
export function keyOf({ when, monitor, action, argument }: Rule): string {
	return JSON.stringify([when, monitor, action, argument ?? ""]);
}

/** `*` stands for any characters, `?` for one; upper and lower case are the same. */
export function matchesGlob(glob: string, name: string): boolean {
	const pattern = [...glob].map((char) => (char === "*" ? ".*" : char === "?" ? "." : RE2JS.quote(char))).join("");
	return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE | RE2JS.DOTALL).matches(name);
}
