import { describe, expect, test } from "vitest";
import { obey } from "../../../../../src/host/agent/playbook/rules/obey.ts";
import type { RuleMemory } from "../../../../../src/host/agent/playbook/rules/rest.ts";
import { acted } from "../../../../../src/host/agent/playbook/rules/rest.ts";
import { matchesGlob, prepareRules } from "../../../../../src/host/agent/playbook/rules/rules.ts";
import type { Event } from "../../../../../src/model/event.ts";
import type { Rule } from "../../../../../src/model/rule.ts";
import { event, facts, minute, rule, start } from "../fake-desk.ts";

const monitors = [facts("tests"), facts("web api", { id: "m2" })];

function fire(rules: readonly Rule[], events: readonly Event[], past: { before?: RuleMemory; now?: number } = {}) {
	const prompt = { agent: "playbook", turn: "t1", origin: "monitor" as const, text: "", events, notes: [] };
	return obey(past.before ?? {}, { prompt, facts: monitors, rules: prepareRules(rules).ready }, past.now ?? start);
}

describe("what a rule does", () => {
	test("say", () => {
		const text = "ok\n FAIL test/a.test.ts\nmore";
		expect(fire([rule({ argument: "look here" })], [event(text)]).lines).toEqual([
			"rule 1: look here (tests: FAIL test/a.test.ts)",
		]);
		expect(fire([rule()], [event("FAIL")]).lines).toEqual(["rule 1: it happened (tests: FAIL)"]);
	});

	test("notify", () => {
		expect(fire([rule({ action: "notify", argument: "broken" })], [event("FAIL")])).toMatchObject({
			lines: [],
			acts: [{ type: "notify", text: "rule 1: broken (tests: FAIL)" }],
		});
	});

	test("restart and stop mean the event's own monitor, or the named one", () => {
		const rules = [rule({ action: "restart" }), rule({ action: "stop", argument: "web api" })];
		expect(fire(rules, [event("FAIL")]).acts).toMatchObject([
			{ type: "restart", target: "tests", why: "rule 1, tests said: FAIL" },
			{ type: "stop", target: "web api", why: "rule 2, tests said: FAIL" },
		]);
	});

	test("run", () => {
		const rules = [rule({ action: "run", argument: "npm run fix" })];
		expect(fire(rules, [event("FAIL")]).acts).toMatchObject([{ type: "run", target: "npm run fix" }]);
	});
});

describe("when a rule fires", () => {
	test("only at its pattern, line by line", () => {
		expect(fire([rule({ when: "^FAIL$" })], [event("x FAIL"), event("a\nFAIL\nb")]).lines).toHaveLength(1);
		expect(fire([rule({ when: "(?i)fail" })], [event("Fail")]).lines).toHaveLength(1);
		expect(fire([rule()], [event("fine")]).lines).toEqual([]);
	});

	test("only for its monitors", () => {
		const events = [event("FAIL"), event("FAIL", { monitor: "m2" })];
		expect(fire([rule({ monitor: "web*" })], events).lines).toEqual(["rule 1: it happened (web api: FAIL)"]);
		expect(fire([rule({ monitor: "TESTS" })], events).lines).toHaveLength(1);
		expect(fire([rule()], events).lines).toHaveLength(2);
	});

	test("once per monitor and turn", () => {
		expect(fire([rule()], [event("FAIL 1"), event("FAIL 2")]).lines).toEqual(["rule 1: it happened (tests: FAIL 1)"]);
	});

	test("a hostile pattern takes no longer than another", () => {
		const hostile = rule({ when: "(a+)+$" });
		expect(fire([hostile], [event(`${"a".repeat(2000)}b`)]).lines).toEqual([]);
	});
});

describe("an acting rule rests", () => {
	const restart = rule({ action: "restart" });
	const five = [0, 1, 2, 3, 4].reduce((memory, at) => acted(memory, restart, start + at * minute), {} as RuleMemory);
	const later = (before: RuleMemory, minutes: number) =>
		fire([restart], [event("FAIL")], { before, now: start + minutes * minute });

	test("after five acts in ten minutes, and says so once", () => {
		const fired = later(five, 5);
		expect(fired).toMatchObject({ acts: [], lines: ["rule 1 rests: it acted or asked 5 times in 10 min"] });
		expect(later(fired.memory, 6)).toMatchObject({ acts: [], lines: [] });
		const awake = later(fired.memory, 10);
		expect(awake.acts).toHaveLength(1);
		expect(later(acted(awake.memory, restart, start + 10 * minute), 10)).toMatchObject({
			acts: [],
			lines: [expect.stringMatching(/rests/)],
		});
	});

	test("and what was not done does not count", () => {
		let memory: RuleMemory = {};
		for (let turn = 0; turn < 7; turn++) {
			const fired = later(memory, 0);
			expect(fired).toMatchObject({ acts: [{ type: "restart" }], lines: [] });
			memory = fired.memory;
		}
	});

	test("within one turn as well", () => {
		const many = Array.from({ length: 7 }, (_, at) => event("FAIL", { monitor: `m${at}` }));
		const fired = fire([restart], many);
		expect(fired.acts).toHaveLength(5);
		expect(fired.lines).toHaveLength(1);
	});

	test("and is forgotten when it did not act for long", () => {
		expect(Object.keys(five)).toHaveLength(1);
		expect(fire([], [], { before: five, now: start + 20 * minute }).memory).toEqual({});
	});
});

test("a rule that a hand broke is left out, and the others keep their numbers", () => {
	const prepared = prepareRules([rule({ when: "(" }), rule()]);
	expect(prepared.ready.map(({ number }) => number)).toEqual([2]);
	expect(prepared.broken).toEqual([expect.stringMatching(/^rule 1 is left out: I cannot read the pattern/)]);
});

test.each([
	["*", "anything at all", true],
	["web-*", "web-api", true],
	["web-*", "my web-api", false],
	["t?st", "TEST", true],
	["t?st", "toast", false],
	["a.c", "abc", false],
	["a.c", "a.c", true],
	["*(*", "a(b", true],
])("the glob %s and the name %s: %s", (glob, name, expected) => expect(matchesGlob(glob, name)).toBe(expected));
