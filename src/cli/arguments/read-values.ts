import { parseDuration } from "../../base/duration.ts";
import type { Result } from "../../model/failure.ts";
import { failed, ok } from "../../model/failure.ts";
import type { Parsed } from "./parse-arguments.ts";

/** Reads one flag's text with a check; an absent flag gives `undefined`. */
type Reader<T> = (text: string) => T | undefined;

/** The value of a flag, or a failure that says what it expects. */
export function readFlag<T>(
	parsed: Parsed,
	name: string,
	how: { read: Reader<T>; expects: string },
): Result<T | undefined> {
	const text = parsed.text(name);
	if (text === undefined) return ok(undefined);
	const value = how.read(text);
	return value === undefined ? failed("bad-usage", `--${name} takes ${how.expects}, not "${text}"`) : ok(value);
}

/** A whole number of zero or more. */
export const wholeNumber = {
	read: (text: string): number | undefined => (/^\d{1,9}$/.test(text) ? Number(text) : undefined),
	expects: "a whole number",
};

/** A time in milliseconds. */
export const duration = { read: parseDuration, expects: "a time such as 500ms, 30s, 5m or 1h30m" };

/** Events a second: `2`, `2/s`, `30/m`. */
export const rate = {
	read: (text: string): number | undefined => {
		const found = /^(\d+(?:\.\d+)?)(?:\/(s|m|h))?$/.exec(text);
		const seconds = { s: 1, m: 60, h: 3600 }[found?.[2] ?? "s"] ?? 1;
		return found ? Number(found[1]) / seconds : undefined;
	},
	expects: "a rate such as 1/s or 30/m",
};

/** One of a few words. */
export function oneOf<const T extends string>(...words: readonly T[]): { read: Reader<T>; expects: string } {
	return {
		read: (text) => words.find((word) => word === text),
		expects: words.join(", ").replace(/, ([^,]*)$/, " or $1"),
	};
}

/** Collects checked values: the first failure wins. */
export function allOf<T extends Record<string, Result<unknown>>>(
	results: T,
): Result<{ [K in keyof T]: T[K] extends Result<infer V> ? V : never }> {
	const values: Record<string, unknown> = {};
	for (const [key, result] of Object.entries(results)) {
		if (!result.ok) return result;
		values[key] = result.value;
	}
	return ok(values as { [K in keyof T]: T[K] extends Result<infer V> ? V : never });
}
