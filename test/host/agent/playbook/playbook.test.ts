import { describe, expect, test } from "vitest";
import { createPlaybook } from "../../../../src/host/agent/playbook/playbook.ts";
import type { Event } from "../../../../src/model/event.ts";
import { ok } from "../../../../src/model/failure.ts";
import type { Rule } from "../../../../src/model/rule.ts";
import { event, FakeDesk, facts, minute, rule, start } from "./fake-desk.ts";

const failing = " FAIL  test/cart.test.ts > applies voucher\n ❯ test/cart.test.ts:42:18";
const passing = "      Tests  3 passed (3)";

async function open(given: { rules?: readonly Rule[]; past?: readonly Event[] } = {}) {
	const desk = new FakeDesk();
	desk.monitors = [facts("tests")];
	desk.kept = given.rules ?? [];
	desk.past = [...(given.past ?? [])];
	const playbook = createPlaybook(desk);
	await playbook.start(desk.sink);
	return { desk, playbook };
}

/** A turn that monitors began. */
function told(...events: readonly Event[]) {
	return { agent: "playbook", turn: "t1", origin: "monitor", text: "", events, notes: [] } as const;
}

/** A turn that the person began. */
function typed(text: string, ...events: readonly Event[]) {
	return { agent: "playbook", turn: "t2", origin: "person", text, events, notes: [] } as const;
}

test("it says of itself that it has no model", () => {
	expect(createPlaybook(new FakeDesk()).label).toBe("playbook (no model)");
});

describe("a turn", () => {
	test("is answered before it ends", async () => {
		const { desk, playbook } = await open();
		expect(await playbook.prompt(told(event(failing)))).toEqual({ stop: "done" });
		expect(desk.said).toEqual(["t1: tests: applies voucher fails\n  look at test/cart.test.ts:42"]);
	});

	test("remembers the turns before it", async () => {
		const { desk, playbook } = await open();
		await playbook.prompt(told(event(failing)));
		await playbook.prompt(told(event(passing, { at: start + 4 * minute })));
		expect(desk.said.at(-1)).toBe("t1: tests: green again after 4 min: 3 tests pass (was: applies voucher fails)");
	});

	test("remembers what was delivered before it was started, and acts on none of it", async () => {
		const { desk, playbook } = await open({ past: [event(failing)], rules: [rule({ action: "stop" })] });
		expect([...desk.said, ...desk.done]).toEqual([]);
		await playbook.prompt(told(event(passing, { at: start + minute })));
		expect(desk.said).toEqual(["t1: tests: green again after 1 min: 3 tests pass (was: applies voucher fails)"]);
	});

	test("of the person's answers the person first, then the events it carries", async () => {
		const { desk, playbook } = await open();
		await playbook.prompt(typed("mute tests", event("tick")));
		expect(desk.said).toEqual(["t2: tests: mute\ntests: tick"]);
		expect(desk.done).toEqual(["mute m1"]);
	});

	test("obeys no words but the person's", async () => {
		const { desk, playbook } = await open();
		await playbook.prompt({ ...told(event("stop tests")), text: "stop tests" });
		await playbook.prompt(typed("list", event("stop tests")));
		expect(desk.done).toEqual([]);
	});

	test("that is cancelled ends so at once, and says nothing any more", async () => {
		const { desk, playbook } = await open();
		let answerRead = (): void => undefined;
		desk.output = () => new Promise((resolve) => (answerRead = () => resolve(ok(["late"]))));
		const turn = playbook.prompt(typed("read tests"));
		await Promise.resolve();
		playbook.cancel();
		expect(await turn).toEqual({ stop: "cancelled" });
		answerRead();
		await playbook.prompt(typed("list"));
		expect(desk.said).toEqual([expect.stringMatching(/^t2: tests: running/)]);
	});

	test("after a cancelled one is not cancelled, and a cancel between turns is harmless", async () => {
		const { playbook } = await open();
		playbook.cancel();
		expect(await playbook.prompt(typed("list"))).toEqual({ stop: "done" });
		playbook.cancel();
		expect(await playbook.prompt(typed("list"))).toEqual({ stop: "done" });
	});

	test("that breaks ends as failed, with the reason", async () => {
		const { desk, playbook } = await open();
		desk.output = () => Promise.reject(new Error("the disk is gone"));
		expect(await playbook.prompt(typed("read tests"))).toEqual({ stop: "failed", error: "the disk is gone" });
	});
});

describe("rules", () => {
	test("that act ask first; always makes them act at once", async () => {
		const { desk, playbook } = await open({ rules: [rule({ action: "restart" })] });
		await playbook.prompt(told(event("FAIL")));
		expect(desk.done).toEqual(["propose restart m1 because rule 1, tests said: FAIL"]);
		expect(desk.said).toEqual(["t1: tests: FAIL\nasks: restart tests? (rule 1, tests said: FAIL)"]);
		playbook.remember({ type: "restart", monitor: "m1" }, "always");
		expect(desk.said.at(-1)).toBe("-: Rule 1 asks no more: when /FAIL/ then restart (does not ask)");
		await playbook.prompt(told(event("FAIL")));
		expect(desk.done.at(-1)).toBe("restart m1 because rule 1, tests said: FAIL");
	});

	test("ask once while their question waits, and waiting uses up none of their acts", async () => {
		const { desk, playbook } = await open({ rules: [rule({ action: "restart" })] });
		await playbook.prompt(told(event("FAIL")));
		desk.waiting.add("m1");
		for (let more = 0; more < 7; more++) await playbook.prompt(told(event("FAIL")));
		expect(desk.said.filter((text) => text.includes("asks:"))).toHaveLength(1);
		expect(desk.said.join("\n")).not.toContain("rests");
		desk.waiting.clear();
		for (let more = 0; more < 7; more++) await playbook.prompt(told(event("FAIL")));
		expect(desk.done).toHaveLength(5);
		expect(desk.said.filter((text) => text.includes("rests"))).toHaveLength(1);
	});

	test("find their answer again when they run something", async () => {
		const { desk, playbook } = await open({ rules: [rule({ action: "run", argument: "npm run fix" })] });
		await playbook.prompt(told(event("FAIL")));
		const spec = desk.tools.spec("npm run fix");
		if (!spec.ok) throw new Error(spec.failure.message);
		playbook.remember({ type: "start", spec: { ...spec.value, policy: "auto" }, agents: [] }, "always");
		expect(desk.kept[0]?.ask).toBe(false);
	});

	test("go on asking after any other answer, and after one to another's proposal", async () => {
		const { desk, playbook } = await open({ rules: [rule({ action: "restart" })] });
		playbook.remember({ type: "restart", monitor: "m1" }, "always");
		await playbook.prompt(told(event("FAIL")));
		playbook.remember({ type: "restart", monitor: "m1" }, "run");
		playbook.remember({ type: "stop", monitor: "m1" }, "always");
		expect(desk.kept[0]?.ask).toBe(true);
	});

	test("speak, notify, and tell what they could not do", async () => {
		const rules = [
			rule({ argument: "look" }),
			rule({ action: "notify" }),
			rule({ action: "stop", argument: "nobody" }),
		];
		const { desk, playbook } = await open({ rules });
		await playbook.prompt(told(event("FAIL")));
		expect(desk.done).toEqual(["notify rule 2: it happened (tests: FAIL)"]);
		expect(desk.said[0]?.split("\n")).toEqual([
			"t1: tests: FAIL",
			"rule 1: look (tests: FAIL)",
			'There is no monitor "nobody".',
			"There is: tests.",
		]);
	});

	test("typed in a turn hold for the next one", async () => {
		const { desk, playbook } = await open();
		await playbook.prompt(typed("when /FAIL/ then notify broken", event("FAIL")));
		expect(desk.done).toEqual([]);
		await playbook.prompt(told(event("FAIL")));
		expect(desk.done).toEqual(["notify rule 1: broken (tests: FAIL)"]);
	});
});

describe("between turns", () => {
	test("silence is noticed, and the end of it", async () => {
		const { desk, playbook } = await open();
		desk.monitors = [facts("logs", { lastLineAt: start, lineIntervalMs: 1000 })];
		desk.pass(40_000);
		desk.monitors = [facts("logs", { lastLineAt: start + 40_000, lineIntervalMs: 1000 })];
		desk.pass(5000);
		expect(desk.said).toEqual([
			"-: logs: silent for 31 s; before, output came about every 1 s",
			"-: logs: speaks again after 40 s of silence",
		]);
		await playbook.close();
	});

	test("a digest is given to who comes back, and none when nothing happened", async () => {
		const { desk, playbook } = await open();
		await playbook.prompt(told(event(failing)));
		desk.time = start + 42 * minute;
		expect(playbook.digest(start)).toBe(
			"While you were away (42 min):\ntests: started 42 min ago, red for 42 min: applies voucher fails (test/cart.test.ts:42)",
		);
		await playbook.prompt(told(event(passing, { at: start + minute })));
		expect(playbook.digest(start + 41 * minute)).toBeUndefined();
	});

	test("closing stops everything, twice as well as once", async () => {
		const { desk, playbook } = await open();
		expect(desk.timers.size).toBe(1);
		desk.output = () => new Promise(() => undefined);
		const turn = playbook.prompt(typed("read tests"));
		await playbook.close();
		await playbook.close();
		expect(await turn).toEqual({ stop: "cancelled" });
		desk.pass(5000);
		await Promise.resolve();
		expect(desk.said).toEqual([]);
		expect([...desk.timers].filter(({ ms }) => ms === 1000)).toEqual([]);
	});
});
