import { describe, expect, test } from "vitest";
import type { RuleAct } from "../../../../../src/host/agent/playbook/rules/obey.ts";
import { perform } from "../../../../../src/host/agent/playbook/rules/perform.ts";
import { FakeDesk, facts, rule } from "../fake-desk.ts";

function act(type: "restart" | "stop" | "run", target: string, ask = true): RuleAct {
	return { type, target, rule: rule({ action: type, argument: target, ask }), why: "rule 1, tests said: FAIL" };
}

function desk(): FakeDesk {
	const made = new FakeDesk();
	made.monitors = [
		facts("tests"),
		facts("done", { id: "m2", state: "exited", exitCode: 0 }),
		facts("x", { id: "stubborn" }),
	];
	return made;
}

describe("a rule that asks", () => {
	const cases: readonly [RuleAct, string][] = [
		[act("restart", "tests"), "propose restart m1 because rule 1, tests said: FAIL"],
		[act("restart", "done"), "propose restart m2 because rule 1, tests said: FAIL"],
		[act("stop", "tests"), "propose stop m1 because rule 1, tests said: FAIL"],
		[act("run", "npm run fix"), "propose start npm run fix because rule 1, tests said: FAIL"],
	];
	test.each(cases)("$type $target", (given, expected) => {
		const { tools, done } = desk();
		const performed = perform(given, tools);
		expect(done).toEqual([expected]);
		expect(performed).toMatchObject({ ok: true, value: { line: expect.stringMatching(/^asks: /) } });
	});
});

describe("a rule that asks no more", () => {
	const cases: readonly [RuleAct, string][] = [
		[act("restart", "tests", false), "restart m1 because rule 1, tests said: FAIL"],
		[act("stop", "tests", false), "stop m1 because rule 1, tests said: FAIL"],
		[act("run", "npm run fix", false), "start npm run fix because rule 1, tests said: FAIL"],
	];
	test.each(cases)("$type $target", (given, expected) => {
		const { tools, done } = desk();
		expect(perform(given, tools)).toMatchObject({ ok: true });
		expect(done).toEqual([expected]);
	});
});

test("a notice is given, and nothing is said", () => {
	const { tools, done } = desk();
	expect(perform({ type: "notify", text: "broken" }, tools)).toBeUndefined();
	expect(done).toEqual(["notify broken"]);
});

test("what does not run any more is not stopped", () => {
	const { tools, done } = desk();
	expect(perform(act("stop", "done"), tools)).toBeUndefined();
	expect(done).toEqual([]);
});

describe("failures are values", () => {
	const cases: readonly [RuleAct, string][] = [
		[act("restart", "nobody"), "unknown-monitor"],
		[act("run", "nonsense"), "command-not-found"],
		[act("restart", "x"), "not-allowed"],
		[act("restart", "x", false), "not-allowed"],
	];
	test.each(cases)("$type $target", (given, code) => {
		expect(perform(given, desk().tools)).toMatchObject({ ok: false, failure: { code } });
	});
});
