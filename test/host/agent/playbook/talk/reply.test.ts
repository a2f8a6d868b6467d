import { describe, expect, test } from "vitest";
import type { Memory } from "../../../../../src/host/agent/playbook/answer.ts";
import { emptyMemory } from "../../../../../src/host/agent/playbook/answer.ts";
import { emptyStory, tell } from "../../../../../src/host/agent/playbook/story.ts";
import { grammar } from "../../../../../src/host/agent/playbook/talk/questions.ts";
import { reply } from "../../../../../src/host/agent/playbook/talk/reply.ts";
import { failed, ok } from "../../../../../src/model/failure.ts";
import { event, FakeDesk, facts, minute, rule, start } from "../fake-desk.ts";

const none = { total: 0, held: 0, forwarded: 0, muted: 0, dropped: 0, suppressed: 0 };
const failing =
	" FAIL  test/cart.test.ts > applies voucher\nAssertionError: expected 100 to be 90\n ❯ test/cart.test.ts:42:18";
const broken: Memory = { ...emptyMemory, stories: { m1: tell(emptyStory, event(failing)).story } };

function desk(): FakeDesk {
	const made = new FakeDesk();
	made.monitors = [
		facts("tests"),
		facts("My Logs", { id: "m2", policy: "hold", counts: { ...none, total: 4, held: 3 } }),
	];
	made.time = start + 3 * minute;
	return made;
}

/** What is answered and what is done. */
async function ask(text: string, given = desk(), memory: Memory = emptyMemory) {
	return { said: await reply(text, memory, given), done: given.done };
}

describe("what is typed is done at once", () => {
	const cases: readonly [string, string, string][] = [
		["stop tests", "stop m1", "tests: stops"],
		["stop MY LOGS", "stop m2", "My Logs: stops"],
		["stop m2", "stop m2", "My Logs: stops"],
		["stop 2", "stop m2", "My Logs: stops"],
		["stop te", "stop m1", "tests: stops"],
		["restart tests", "restart m1", "tests: runs again"],
		["mute tests", "mute m1", "tests: mute"],
		["auto tests", "auto m1", "tests: auto"],
		["start npm run dev", "start npm run dev", "npm: is being started"],
		["start web: npm run dev", "start npm run dev", "web: is being started"],
	];
	test.each(cases)("%s", async (text, done, said) => {
		expect(await ask(text)).toEqual({ said: [said], done: [done] });
	});
});

describe("what cannot be done says why", () => {
	const cases: readonly [string, readonly string[]][] = [
		["stop nobody", ['There is no monitor "nobody".', "There is: tests, My Logs."]],
		["start nonsense", ["no such command: nonsense"]],
		["start stubborn", ["the session refuses this"]],
		["read", ["Which monitor?", "There is: tests, My Logs."]],
		["forget 7", ["There is no rule 7: 0 rules kept."]],
	];
	test.each(cases)("%s", async (text, said) => expect(await ask(text)).toEqual({ said, done: [] }));

	test("an unmistakable beginning only", async () => {
		const given = desk();
		given.monitors = [facts("test one"), facts("test two", { id: "m2" })];
		expect((await ask("stop test", given)).said[0]).toBe('There is no monitor "test".');
	});

	test("no monitor at all", async () => {
		const given = desk();
		given.monitors = [];
		expect((await ask("stop x", given)).said).toEqual(['There is no monitor "x".', "No monitor was started yet."]);
		expect((await ask("list", given)).said).toEqual(["No monitor was started yet."]);
	});

	test("what is not understood names what is", async () => {
		const { said } = await ask("please fix it");
		expect(said).toEqual([
			'I do not understand "please"',
			expect.stringMatching(/I have no model.*what happened.*help/),
		]);
	});
});

describe("questions", () => {
	test("help shows the whole grammar", async () => {
		const { said } = await ask("help");
		expect(said).toHaveLength(grammar.length);
		expect(said[1]).toMatch(/^why \[NAME\]\? +the last failure/);
	});

	test("list", async () => {
		const given = desk();
		given.monitors.push(facts("deploy", { id: "m3", state: "exited", exitCode: 1, endedAt: start + minute }));
		expect((await ask("list", given, broken)).said).toEqual([
			"tests: running for 3 min, auto, 0 events, red for 3 min: applies voucher fails (test/cart.test.ts:42)",
			"My Logs: running for 3 min, hold, 4 events, 3 held",
			"deploy: ended with exit 1 2 min ago, auto, 0 events",
		]);
	});

	test("what happened", async () => {
		expect((await ask("what happened?", desk(), broken)).said[0]).toMatch(/^tests: started 3 min ago, red for 3 min/);
		const given = desk();
		given.monitors = [facts("tests")];
		expect((await ask("digest 1m", given)).said).toEqual(["Nothing happened in the last 1 min."]);
	});

	test("why", async () => {
		expect((await ask("why", desk(), broken)).said).toEqual([
			"tests, 3 min ago: applies voucher fails",
			"  expected 100 to be 90",
			"  look at test/cart.test.ts:42",
			"  | FAIL test/cart.test.ts > applies voucher",
			"  | AssertionError: expected 100 to be 90",
			"  | ❯ test/cart.test.ts:42:18",
			"More: read tests 40",
		]);
		expect((await ask("why tests?", desk(), broken)).said[0]).toBe("tests, 3 min ago: applies voucher fails");
		expect((await ask("why my logs", desk(), broken)).said).toEqual(["No bad news reached me."]);
		expect((await ask("why nobody", desk(), broken)).said[0]).toBe('There is no monitor "nobody".');
	});

	test("why, of a failure whose events did not arrive", async () => {
		const given = desk();
		const ended = { id: "m3", state: "exited", exitCode: 1, endedAt: start + minute } as const;
		given.monitors.push(facts("the deploy", { ...ended, counts: { ...none, total: 3, held: 3 } }));
		expect((await ask("why", given)).said).toEqual([
			'the deploy: ended with exit 1 2 min ago; why did not reach me (3 held). Type: read "the deploy"',
		]);
	});

	test("rules are kept, shown and forgotten", async () => {
		const given = desk();
		expect((await ask("when /FAIL/ then restart tests", given)).said).toEqual([
			"Rule 1: when /FAIL/ then restart tests (asks first)",
			'It looks at forwarded events only, and My Logs is on hold: type "auto My Logs", and they are forwarded by themselves.',
		]);
		expect((await ask("rules", given)).said).toEqual(["1  when /FAIL/ then restart tests (asks first)"]);
		expect(given.kept).toEqual([rule({ action: "restart", argument: "tests" })]);
		expect((await ask("forget 1", given)).said).toEqual(["Forgotten: when /FAIL/ then restart tests (asks first)"]);
		expect(given.kept).toEqual([]);
	});

	test("a rule that cannot be read shows the form", async () => {
		const { said } = await ask("when /(/ then say");
		expect(said[0]).toMatch(/cannot read the pattern/);
	});
});

describe("reading output", () => {
	test("shows the lines", async () => {
		const given = desk();
		given.output = (monitor, lines) => Promise.resolve(ok([monitor, `${lines} lines`]));
		expect((await ask("read tests 3", given)).said).toEqual(["tests:", "  | m1", "  | 3 lines"]);
	});

	test("needs no name when there is but one monitor", async () => {
		const given = desk();
		given.monitors = [facts("tests")];
		expect((await ask("read", given)).said).toEqual(["tests:", "  | one", "  | two"]);
	});

	test("says when there is none, or when it fails", async () => {
		const given = desk();
		given.output = () => Promise.resolve(ok([]));
		expect((await ask("read tests", given)).said).toEqual(["tests: no output yet"]);
		given.output = () => Promise.resolve(failed("journal", "the log is gone"));
		expect((await ask("read tests", given)).said).toEqual(["the log is gone"]);
	});

	test("gives up after five seconds, and leaves no timer", async () => {
		const given = desk();
		given.output = () => new Promise(() => undefined);
		const asked = ask("read tests", given);
		given.pass(5000);
		expect((await asked).said[0]).toBe("The output did not come within 5 s.");
		expect(given.timers.size).toBe(0);
	});
});
