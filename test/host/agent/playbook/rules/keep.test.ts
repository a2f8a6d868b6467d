import { describe, expect, test } from "vitest";
import { forgetRule, keepRule, sayRules, stopAsking } from "../../../../../src/host/agent/playbook/rules/keep.ts";
import { ruleLimit } from "../../../../../src/model/rule.ts";
import { FakeDesk, rule } from "../fake-desk.ts";

function desk(...kept: Parameters<typeof rule>[0][]): FakeDesk {
	const made = new FakeDesk();
	made.kept = kept.map((more) => rule(more));
	return made;
}

describe("keeping a rule", () => {
	test("adds it and shows it with its number", () => {
		const { rules } = desk({});
		expect(keepRule(rule({ action: "restart", monitor: "my tests" }), rules)).toEqual({
			ok: true,
			value: ['Rule 2: when /FAIL/ in "my tests" then restart (asks first)'],
		});
		expect(rules.load()).toHaveLength(2);
	});

	test("does not keep the same twice", () => {
		const { rules } = desk({}, { action: "stop", ask: false });
		expect(keepRule(rule({ action: "stop" }), rules)).toEqual({
			ok: true,
			value: ["That is rule 2 already: when /FAIL/ then stop (does not ask)"],
		});
		expect(rules.load()).toHaveLength(2);
	});

	test("has a bound", () => {
		const { rules } = desk(...Array.from({ length: ruleLimit }, (_, at) => ({ when: `a${at}` })));
		expect(keepRule(rule(), rules)).toMatchObject({ ok: false, failure: { code: "over-cap" } });
	});

	test("says when it could not be saved", () => {
		const made = desk();
		made.saves = false;
		expect(keepRule(rule(), made.rules)).toMatchObject({
			ok: false,
			failure: { message: "the rule could not be kept" },
		});
	});
});

describe("forgetting a rule", () => {
	test("by its number; the later ones move up", () => {
		const { rules } = desk({ when: "a" }, { when: "b" }, { when: "c" });
		expect(forgetRule(2, rules)).toEqual({ ok: true, value: ["Forgotten: when /b/ then say"] });
		expect(rules.load().map(({ when }) => when)).toEqual(["a", "c"]);
	});

	test.each([0, 2, 99])("not one that is not there: %d", (number) => {
		const { rules } = desk({});
		expect(forgetRule(number, rules)).toMatchObject({
			ok: false,
			failure: { message: `There is no rule ${number}: 1 rule kept.` },
		});
	});
});

describe("asking no more", () => {
	test("changes the very rule, once", () => {
		const { rules } = desk({ when: "a" }, { action: "stop" });
		expect(stopAsking(rule({ action: "stop" }), rules)).toEqual({
			ok: true,
			value: ["Rule 2 asks no more: when /FAIL/ then stop (does not ask)"],
		});
		expect(rules.load().map(({ ask }) => ask)).toEqual([true, false]);
		expect(stopAsking(rule({ action: "stop" }), rules)).toBeUndefined();
	});

	test("says nothing when the rule is gone, and a failure when it cannot be saved", () => {
		const made = desk({ action: "stop" });
		expect(stopAsking(rule({ action: "restart" }), made.rules)).toBeUndefined();
		made.saves = false;
		expect(stopAsking(rule({ action: "stop" }), made.rules)).toMatchObject({ ok: false });
	});
});

test("the rules are shown with their numbers, and what is broken in them", () => {
	expect(sayRules([rule(), rule({ when: "a/b", action: "run", argument: "make" }), rule({ when: "(" })])).toEqual([
		"1  when /FAIL/ then say",
		"2  when /a\\/b/ then run make (asks first)",
		"3  when /(/ then say",
		expect.stringMatching(/^rule 3 is left out/),
	]);
	expect(sayRules([])).toEqual([expect.stringMatching(/no rules/)]);
});
