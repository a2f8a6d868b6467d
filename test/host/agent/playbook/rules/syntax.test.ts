import { describe, expect, test } from "vitest";
import { describeRule } from "../../../../../src/host/agent/playbook/rules/rules.ts";
import { parseRule } from "../../../../../src/host/agent/playbook/rules/syntax.ts";
import type { Rule } from "../../../../../src/model/rule.ts";

describe("rules that can be read", () => {
	const cases: readonly [string, Omit<Rule, "ask">][] = [
		[
			"when /FAIL/ in tests then say look here",
			{ when: "FAIL", monitor: "tests", action: "say", argument: "look here" },
		],
		["/FAIL/ then say", { when: "FAIL", monitor: "*", action: "say" }],
		["when /fail/i then notify", { when: "(?i)fail", monitor: "*", action: "notify" }],
		["WHEN /a/ IN Tests THEN Restart", { when: "a", monitor: "Tests", action: "restart" }],
		[
			'when /a/ in "my tests" then stop "other one"',
			{ when: "a", monitor: "my tests", action: "stop", argument: "other one" },
		],
		["when /a/ in web-* then restart api", { when: "a", monitor: "web-*", action: "restart", argument: "api" }],
		['when /a/ then run echo "hi there"', { when: "a", monitor: "*", action: "run", argument: 'echo "hi there"' }],
		["when /GET \\/cart 5../ then say", { when: "GET /cart 5..", monitor: "*", action: "say" }],
		["when /a\\.b/ then say", { when: "a\\.b", monitor: "*", action: "say" }],
		["when /in x then y/ then say", { when: "in x then y", monitor: "*", action: "say" }],
	];
	test.each(cases)("%s", (text, expected) => {
		expect(parseRule(text)).toEqual({ ok: true, value: { ...expected, ask: true } });
	});

	test.each(cases)("%s: what it is shown as reads the same", (text) => {
		const rule = parseRule(text);
		if (!rule.ok) throw new Error(rule.failure.message);
		expect(parseRule(describeRule(rule.value).replace(/ \(asks first\)$/, ""))).toEqual(rule);
	});
});

describe("rules that cannot be read say why", () => {
	const cases: readonly [string, RegExp][] = [
		["when", /pattern between slashes/],
		["when FAIL then say", /pattern between slashes/],
		["when // then say", /pattern between slashes/],
		["when /FAIL then say", /pattern between slashes/],
		["when /(/ then say", /cannot read the pattern \/\(\/: .*missing/],
		["when /a(?=b)/ then say", /cannot read the pattern/],
		["when /a/gx then say", /only "i" may stand, not "gx"/],
		["when /a/ on tests then say", /comes "in NAME" or "then", and there is "on"/],
		["when /a/", /and there is nothing/],
		["when /a/ in tests", /after "then"/],
		["when /a/ in tests then", /after "then"/],
		["when /a/ then explode", /"explode" is nothing a rule can do: say, notify, restart, stop, run/],
		["when /a/ then run", /"run" needs the command/],
		[`when /${"a".repeat(501)}/ then say`, /./],
		[`when /a/ then say ${"a".repeat(2001)}`, /./],
	];
	test.each(cases)("%s", (text, message) => {
		expect(parseRule(text)).toMatchObject({ ok: false, failure: { message: expect.stringMatching(message) } });
	});
});
