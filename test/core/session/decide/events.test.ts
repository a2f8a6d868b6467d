import { describe, expect, test } from "vitest";
import { gatherMs } from "../../../../src/core/triage/gather.ts";
import type { Command } from "../../../../src/model/command.ts";
import type { Policy } from "../../../../src/model/monitor.ts";
import { draftOf, ends, observe, running, Story, toldEntries } from "../scene.ts";

const forward = (...events: string[]): Command => ({ type: "forward", events });
const drop = (...events: string[]): Command => ({ type: "drop", events });
const undo: Command = { type: "undo", monitor: "tests" };
const policy = (to: Policy): Command => ({ type: "set-policy", monitors: ["tests"], policy: to });
const turnEnds = ends("t1");
const talk: Command = { type: "send", text: "hello" };
const ended: Command = { type: "monitor-ended", monitor: "m1", exitCode: 0 };
const byCap: Command = { type: "end-by-cap", monitor: "m1", reason: "time" };
const three = [observe("m1", "one"), observe("m1", "two"), observe("m1", "three")];

/** A session with one monitor, whose agent is busy when `busy` says so. */
function story(start: Policy, busy = false): Story {
	const told = new Story();
	told.does(...running("tests", "m1", { policy: start }), ...(busy ? [talk] : []));
	return told;
}

describe("what becomes of events: verdict by verdict, then what waits", () => {
	type Row = [name: string, policy: Policy, busy: boolean, commands: Command[], verdicts: string, waiting: string[]];
	const rows: Row[] = [
		["held", "hold", false, three, "held held held", []],
		["forwarded to an idle agent", "auto", false, [observe("m1", "one")], "forwarded", []],
		["forwarded to a busy agent", "auto", true, three, "forwarded forwarded forwarded", ["e1", "e2", "e3"]],
		["muted", "mute", false, three, "muted muted muted", []],
		["a change of policy is for what comes", "hold", true, [...three, policy("auto")], "held held held", []],
		[
			"auto, then hold",
			"auto",
			true,
			[observe("m1", "one"), policy("hold"), observe("m1", "two")],
			"forwarded held",
			["e1"],
		],
		["a mute takes what waits", "auto", true, [...three, policy("mute")], "muted muted muted", []],
		["a stop holds what waits", "auto", true, [...three, stop("term")], "held held held", []],
		["a kill holds what waits", "auto", true, [...three, stop("kill")], "held held held", []],
		[
			"a restart leaves what waits",
			"auto",
			true,
			[observe("m1", "one"), { type: "restart", monitors: ["m1"] }],
			"forwarded",
			["e1"],
		],
		["an end by a cap leaves what waits", "auto", true, [observe("m1", "one"), byCap], "forwarded", ["e1"]],
		["a person forwards one", "hold", true, [...three, forward("e2")], "held forwarded held", ["e2"]],
		["as people type it, and twice", "hold", true, [...three, forward("2", "e2")], "held forwarded held", ["e2"]],
		[
			"a person forwards all",
			"hold",
			true,
			[...three, held("forward-held")],
			"forwarded forwarded forwarded",
			["e1", "e2", "e3"],
		],
		["a person forwards a muted one", "mute", true, [observe("m1", "one"), forward("e1")], "forwarded", ["e1"]],
		[
			"a person drops one that waits",
			"auto",
			true,
			[...three, drop("e2")],
			"forwarded dropped forwarded",
			["e1", "e3"],
		],
		[
			"a person drops all that is held",
			"hold",
			false,
			[...three, forward("e1"), held("drop-held")],
			"forwarded dropped dropped",
			[],
		],
		[
			"a dropped one is forwarded after all",
			"hold",
			true,
			[...three, drop("e1"), forward("e1")],
			"forwarded held held",
			["e1"],
		],
		["undo of a forward", "hold", true, [...three, forward("e1", "e3"), undo], "held held held", []],
		[
			"undo of several drops",
			"auto",
			true,
			[...three, drop("e1", "e3"), undo],
			"forwarded forwarded forwarded",
			["e2", "e1", "e3"],
		],
		[
			"undo is of the last change alone",
			"hold",
			true,
			[...three, drop("e1"), drop("e2"), undo],
			"dropped held held",
			[],
		],
		[
			"undo outlives a restart",
			"hold",
			true,
			[...three, drop("e1"), stop("kill"), ended, { type: "restart", monitors: ["m1"] }, undo],
			"held held held",
			[],
		],
		["an exit event is muted with its monitor", "mute", false, [observe("m1", "exit 1", "exit")], "muted", []],
	];
	for (const [name, start, busy, commands, verdicts, waiting] of rows) {
		test(name, () => {
			const told = story(start, busy);
			told.does(...commands);
			expect(
				told
					.monitor("m1")
					.events.map((event) => event.verdict)
					.join(" "),
			).toBe(verdicts);
			expect(told.waiting).toEqual(waiting);
		});
	}
});

describe("a refusal has a code and changes nothing", () => {
	const rows: [name: string, policy: Policy, commands: Command[], refused: Command, code: string, message: RegExp][] = [
		["an unknown event", "hold", [], forward("e9"), "unknown-event", /no event e9/],
		["one unknown among many", "hold", three, drop("e1", "e9"), "unknown-event", /no event e9/],
		["forward what was delivered", "auto", [observe("m1", "one")], forward("e1"), "not-allowed", /handed to the agent/],
		["drop what was delivered", "auto", [observe("m1", "one")], drop("e1"), "not-allowed", /cannot be dropped/],
		["drop what was dropped", "hold", [...three, drop("e1")], drop("e1"), "not-allowed", /already dropped/],
		["forward nothing", "hold", [], held("forward-held"), "not-allowed", /no event is held/],
		["drop nothing", "mute", three, held("drop-held"), "not-allowed", /no event is held/],
		["undo nothing", "hold", three, undo, "not-allowed", /no verdict on "tests"/],
		["undo twice", "hold", [...three, drop("e1"), undo], undo, "not-allowed", /no verdict on "tests"/],
		["undo what was delivered", "hold", [...three, forward("e1")], undo, "not-allowed", /handed to the agent already/],
		["undo of an unknown monitor", "hold", [], { type: "undo", monitor: "x" }, "unknown-monitor", /"x"/],
		["the held ones of an unknown monitor", "hold", [], { type: "drop-held", monitor: "x" }, "unknown-monitor", /"x"/],
	];
	for (const [name, start, commands, refused, code, message] of rows) {
		test(name, () => {
			const told = story(start);
			told.does(...commands);
			const failure = told.refuses(refused);
			expect(failure.code).toBe(code);
			expect(failure.message).toMatch(message);
		});
	}
});

describe("an event knows", () => {
	test("its number in the session and in its monitor, its time, and who judged it", () => {
		const told = story("hold");
		told.does(...running("b", "m2"), observe("m2", "b"), observe("m1", "a"), observe("m1", "c"));
		expect(told.event("e2")).toMatchObject({ monitor: "m1", seq: 1, verdict: "held", by: "policy" });
		expect(told.event("e3")).toMatchObject({ seq: 2, at: told.now });
		told.does(drop("e3"));
		expect(told.event("e3")).toMatchObject({ verdict: "dropped", by: "person" });
	});

	test("when it was handed over", () => {
		const told = story("auto");
		told.does(observe("m1", "one"));
		expect(told.event("e1").deliveredAt).toBe(told.now + gatherMs);
	});

	test("why it is held after a stop", () => {
		const told = story("auto", true);
		told.does(observe("m1", "one"), stop("term"));
		expect(told.event("e1")).toMatchObject({ verdict: "held", reason: "its monitor was stopped" });
		told.does(forward("e1"));
		expect(told.event("e1").reason).toBeUndefined();
	});

	test("nothing of a monitor that is not there", () => {
		const told = new Story();
		for (const type of ["observe", "suppress", "grow"] as const) {
			expect(told.does({ type, monitor: "m1", draft: draftOf("x") }).entries).toEqual([]);
		}
	});
});

describe("suppression", () => {
	const suppress: Command = { type: "suppress", monitor: "m1", draft: draftOf("2 lines suppressed", "suppression") };
	const over: Command = { type: "calm", monitor: "m1" };
	const grow = (text: string): Command => ({ type: "grow", monitor: "m1", draft: draftOf(text, "suppression") });

	test("one running event grows, and is counted once", () => {
		const told = story("auto");
		told.does(suppress, grow("3 lines suppressed"), grow("4 lines suppressed"));
		expect(told.event("e1")).toMatchObject({ text: "4 lines suppressed", verdict: "suppressed", by: "cap", seq: 1 });
		expect(told.monitor("m1").suppressing).toBe("e1");
		expect(told.monitor("m1").counts).toMatchObject({ total: 1, suppressed: 1 });
		expect(told.waiting).toEqual([]);
	});

	test("an event that passes does not end it", () => {
		const told = story("hold");
		told.does(suppress, observe("m1", "passed"), grow("5"));
		expect(told.monitor("m1").events.map((event) => event.text)).toEqual(["5", "passed"]);
	});

	test("its end ends it; what comes then is another", () => {
		const told = story("hold");
		told.does(suppress, over, observe("m1", "passed"));
		expect(told.monitor("m1").suppressing).toBeUndefined();
		expect(told.does(over).entries).toEqual([]);
		expect(toldEntries(told.does(grow("5")).entries)).toEqual(["event e3 suppressed by cap"]);
	});

	test("the person's verdict on it outlives its growth", () => {
		const told = story("hold", true);
		told.does(suppress, forward("e1"), grow("9 lines"));
		expect(told.event("e1")).toMatchObject({ verdict: "forwarded", text: "9 lines" });
		told.does(turnEnds);
		expect(told.effects.at(-1)).toMatchObject({ prompt: { events: [{ id: "e1", text: "9 lines" }] } });
	});

	test.each([
		["auto", ["verdict e1 forwarded by policy", "suppression-ended m1", 'turn t1 monitor "" [e1]']],
		["hold", ["suppression-ended m1"]],
		["mute", ["suppression-ended m1"]],
	] as const)("the agent is told of it when it is whole, with policy %s", (policy, entries) => {
		const told = story("auto");
		told.does(suppress, grow("9 lines suppressed"), { type: "set-policy", monitors: ["m1"], policy });
		expect(toldEntries(told.does(over).entries)).toEqual(entries);
	});

	test("the agent is told of what was suppressed before its monitor is muted for it", () => {
		const told = story("auto");
		told.does(suppress, grow("9 lines suppressed"));
		const decision = told.does({ type: "over-cap", monitor: "m1" });
		expect(toldEntries(decision.entries)).toEqual([
			...["verdict e1 forwarded by policy", "suppression-ended m1", "policy m1 mute by cap", "noticed"],
			'turn t1 monitor "" [e1]',
		]);
		expect(told.event("e1").reason).toBe("over its rate cap for 60 s");
		expect(told.does(grow("12 lines suppressed"), over).entries).toHaveLength(1);
		expect(told.event("e2").verdict).toBe("suppressed");
	});

	test("a monitor that the person ends tells no more of it", () => {
		const told = story("auto");
		told.does(suppress, stop("term"));
		expect(toldEntries(told.does(over).entries)).toEqual(["suppression-ended m1"]);
		expect(told.waiting).toEqual([]);
	});

	test("the end of its monitor ends it", () => {
		const told = story("hold");
		told.does(suppress, ended);
		expect(told.monitor("m1").suppressing).toBeUndefined();
	});
});

function stop(how: "term" | "kill"): Command {
	return { type: "stop", monitors: ["m1"], how };
}

function held(type: "forward-held" | "drop-held"): Command {
	return { type, monitor: "tests" };
}
