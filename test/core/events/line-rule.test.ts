import { describe, expect, test } from "vitest";
import { compileRule, type LineRule, type RulePatterns } from "../../../src/core/events/line-rule.ts";

function ruleOf(patterns: RulePatterns): LineRule {
	const rule = compileRule(patterns);
	if (!rule.ok) throw new Error(rule.failure.message);
	return rule.value;
}

describe("a rule accepts", () => {
	test.each([
		[{}, "anything", true],
		[{ match: "ERROR" }, "an ERROR here", true],
		[{ match: "ERROR" }, "an error here", false],
		[{ match: "(?i)error" }, "an ErRoR here", true],
		[{ match: "ERROR|WARN" }, "WARN: x", true],
		[{ match: "ERROR|WARN" }, "INFO: x", false],
		[{ match: "^ERROR" }, "an ERROR", false],
		[{ match: "^\\d+ failed$" }, "12 failed", true],
		[{ match: "a.c" }, "abc", true],
		[{ match: "a\\.c" }, "abc", false],
		[{ exclude: "debug" }, "debug: x", false],
		[{ exclude: "debug" }, "info: x", true],
		[{ match: "fail", exclude: "expected" }, "fail", true],
		[{ match: "fail", exclude: "expected" }, "expected fail", false],
		[{ match: "fail", exclude: "expected" }, "pass", false],
		[{ match: "ü|日本" }, "ein ü", true],
		[{ match: "\\p{Han}" }, "日本", true],
		[{ match: "^$" }, "", true],
	] as const)("%j on %j: %s", (patterns, text, accepted) => {
		expect(ruleOf(patterns).accepts(text)).toBe(accepted);
	});

	test("says when it has nothing to ask", () => {
		expect(ruleOf({}).acceptsAll).toBe(true);
		expect(ruleOf({ match: undefined, exclude: undefined }).acceptsAll).toBe(true);
		expect(ruleOf({ match: "a" }).acceptsAll).toBe(false);
		expect(ruleOf({ exclude: "a" }).acceptsAll).toBe(false);
	});

	test("literals and the engine agree", () => {
		for (const text of ["", "a", "b", "ab", "xay", "A"]) {
			expect(ruleOf({ match: "a|b" }).accepts(text)).toBe(ruleOf({ match: "(a|b)" }).accepts(text));
		}
	});
});

describe("a pattern that is no good", () => {
	test.each([
		[{ match: "(" }, 'the match pattern "(" is not valid: missing closing ): `(`'],
		[{ match: "a(?=b)" }, 'the match pattern "a(?=b)" is not valid: invalid or unsupported Perl syntax: `(?=`'],
		[{ exclude: "(a)\\1" }, 'the exclude pattern "(a)\\\\1" is not valid: invalid escape sequence: `\\1`'],
		[{ exclude: "a{2000}" }, 'the exclude pattern "a{2000}" is not valid: invalid repeat count: `{2000}`'],
	])("%j", (patterns, message) => {
		const rule = compileRule(patterns);
		const remedy = "Patterns use RE2 syntax: no lookahead or lookbehind, no backreferences.";
		expect(rule).toEqual({ ok: false, failure: { code: "bad-pattern", message, remedy } });
	});

	test.each([
		[{ match: "" }, "the match pattern is empty"],
		[{ exclude: "" }, "the exclude pattern is empty"],
		[{ match: "x".repeat(1001) }, `the match pattern "${"x".repeat(80)}…" is too large`],
		[{ match: "([a-z]{50}[0-9]){20}" }, 'the match pattern "([a-z]{50}[0-9]){20}" is too large'],
	])("%j", (patterns, message) => {
		expect(compileRule(patterns)).toMatchObject({ ok: false, failure: { code: "bad-pattern", message } });
	});
});

test.each([
	["nested repetition", "(x+x+)+y", "x".repeat(2000)],
	["overlapping choices", "(a|a)*$b", "a".repeat(2000)],
	["many wildcards", "(.*)(.*)(.*)(.*)[0-9]z$", "word ".repeat(400)],
])("%s takes time in proportion to the line", (_, match, text) => {
	const rule = ruleOf({ match });
	const started = process.cpuUsage();
	for (let i = 0; i < 20; i++) expect(rule.accepts(text)).toBe(false);
	expect(process.cpuUsage(started).user).toBeLessThan(5e6);
});
