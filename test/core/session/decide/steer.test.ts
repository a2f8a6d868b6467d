import { describe, expect, test } from "vitest";
import type { Command } from "../../../../src/model/command.ts";
import type { Limits } from "../../../../src/model/entry.ts";
import { ends, firstAgent, observe, running, Story, toldEffects, toldEntries } from "../scene.ts";

const send = (text: string): Command => ({ type: "send", text });
const steered = (turn: string, taken: boolean): Command => ({ type: "steer-ended", agent: firstAgent, turn, taken });

/** An agent that takes words into a turn, with an urgent monitor `m1` and an ordinary one `m2`. */
function story(limits: Partial<Limits> = {}, steers = true): Story {
	const told = new Story(limits);
	told.does({ type: "agent-changed", agent: firstAgent, state: "ready", steers });
	told.does(...running("alarm", "m1", { policy: "auto", urgent: true }), ...running("build", "m2", { policy: "auto" }));
	return told;
}

/** The same in a turn of the person. */
function inTurn(limits: Partial<Limits> = {}, steers = true): Story {
	const told = story(limits, steers);
	told.does(send("go"));
	return told;
}

describe("an urgent event", () => {
	type Row = [name: string, story: () => Story, before: Command[], command: Command, effects: string[]];
	const rows: Row[] = [
		["enters the running turn", inTurn, [], observe("m1", "x"), ["steer t1 [e1]"]],
		["begins a turn of an idle agent", story, [], observe("m1", "x"), ["prompt t1 [e1]"]],
		["waits where the agent takes nothing in", () => inTurn({}, false), [], observe("m1", "x"), []],
		["of another monitor waits", inTurn, [], observe("m2", "x"), []],
		["waits for the end of an interrupted turn", inTurn, [{ type: "interrupt" }], observe("m1", "x"), []],
		["waits while another is offered", inTurn, [observe("m1", "x")], observe("m1", "y"), []],
		[
			"follows one that was taken",
			inTurn,
			[observe("m1", "x"), observe("m1", "y")],
			steered("t1", true),
			["steer t1 [e2]"],
		],
		["is not offered again in the turn", inTurn, [observe("m1", "x")], steered("t1", false), []],
		[
			"comes in the next turn instead",
			inTurn,
			[observe("m1", "x"), steered("t1", false)],
			ends("t1"),
			["prompt t2 [e1]"],
		],
		["is not told twice", inTurn, [observe("m1", "x"), steered("t1", true)], ends("t1"), []],
		[
			"may be late: the turn is over",
			inTurn,
			[observe("m1", "x"), ends("t1")],
			steered("t1", false),
			["prompt t2 [e1]"],
		],
		["takes no other event along", inTurn, [observe("m2", "a")], observe("m1", "x"), ["steer t1 [e2]"]],
		[
			"is not offered when a loop breaker says so",
			() => inTurn({ turnsPerHour: 1 }),
			[observe("m1", "x"), steered("t1", true)],
			observe("m1", "y"),
			[],
		],
	];
	for (const [name, begin, before, command, effects] of rows) {
		test(name, () => {
			const told = begin();
			told.does(...before);
			expect(toldEffects(told.does(command).effects)).toEqual(effects);
		});
	}
});

describe("what is being told", () => {
	test("counts as handed over: it can be neither dropped nor taken back", () => {
		const told = inTurn();
		told.does(observe("m1", "x"));
		expect(told.event("e1")).toMatchObject({ deliveredAt: told.now, deliveredTo: [firstAgent] });
		expect(told.refuses({ type: "drop", events: ["e1"] }).message).toMatch(/handed to the agent already/);
	});

	test("waits again when it did not arrive", () => {
		const told = inTurn();
		told.does(observe("m1", "x"), steered("t1", false));
		expect(told.event("e1").deliveredAt).toBeUndefined();
		expect(told.event("e1").deliveredTo).toBeUndefined();
		expect(told.waiting).toEqual(["e1"]);
		expect(told.talk.messages.map(({ from }) => from)).toEqual(["person"]);
	});

	test("is muted when its monitor was, and it did not arrive", () => {
		const told = inTurn();
		told.does(observe("m1", "x"), { type: "set-policy", monitors: ["m1"], policy: "mute" });
		const decision = told.does(steered("t1", false));
		expect(toldEntries(decision.entries)).toEqual(["steered t1 not taken", "verdict e1 muted by policy"]);
		expect(told.waiting).toEqual([]);
	});

	test("still waits for one owner when the other has it, though its monitor was muted meanwhile", () => {
		const told = new Story({}, ["a", "b"]);
		told.does({ type: "agent-changed", agent: "b", state: "ready", steers: true });
		told.does(...running("alarm", "m1", { policy: "auto", urgent: true }));
		told.does({ type: "route", monitors: ["m1"], agents: ["a", "b"] }, { type: "send", text: "go", agent: "b" });
		told.does(observe("m1", "x"), { type: "set-policy", monitors: ["m1"], policy: "mute" });
		told.does({ type: "steer-ended", agent: "b", turn: "t1", taken: false });
		expect(told.event("e1")).toMatchObject({ verdict: "forwarded", deliveredTo: ["a"] });
		expect(told.waitingFor("b")).toEqual(["e1"]);
	});

	test("is part of the conversation when it was taken, and counts for the loop breakers", () => {
		const told = inTurn();
		told.does(observe("m1", "x"), steered("t1", true));
		expect(told.talk.messages.at(-1)).toMatchObject({
			from: "monitor",
			turn: "t1",
			events: ["e1"],
			text: "alarm · 1 event\nx",
		});
		expect([told.talk.turnsInRow, told.talk.turnTimes.length]).toEqual([1, 1]);
	});

	test("waits for the heir when the agent leaves before it answers", () => {
		const told = new Story({}, ["a", "b"]);
		told.does({ type: "agent-changed", agent: "a", state: "ready", steers: true });
		told.does(...running("alarm", "m1", { policy: "auto", urgent: true }), send("go"), observe("m1", "x"));
		const decision = told.does({ type: "remove-agent", agent: "a" });
		expect(toldEffects(decision.effects)).toEqual(["stop-agent a", "prompt t2 [e1]"]);
		expect(told.try({ type: "steer-ended", agent: "a", turn: "t1", taken: true })).toMatchObject({ ok: true });
		expect(told.event("e1").deliveredTo).toEqual(["b"]);
	});

	test("waits again when the host that told it is gone", () => {
		const told = inTurn();
		told.does(observe("m1", "x"), { type: "recover" });
		expect(told.waiting).toEqual(["e1"]);
		expect(told.talk.steering).toBeUndefined();
	});

	test("an answer about something else changes nothing", () => {
		const told = inTurn();
		told.does(observe("m1", "x"));
		expect(told.does(steered("t7", false)).entries).toEqual([]);
		expect(told.talk.steering).toMatchObject({ turn: "t1", events: ["e1"] });
	});
});

describe("the agent's own session", () => {
	test("is what a restart goes on with, also after the host's end", () => {
		const told = new Story();
		told.does({ type: "agent-changed", agent: firstAgent, state: "ready", session: "s-1" });
		told.does({ type: "agent-changed", agent: firstAgent, state: "dead", reason: "gone" });
		const restart: Command = { type: "restart-agent", agent: firstAgent };
		expect(told.does(restart).effects).toEqual([
			{ type: "start-agent", agent: firstAgent, kind: firstAgent, session: "s-1" },
		]);
		told.does({ type: "recover" });
		expect(told.does(restart).effects).toMatchObject([{ session: "s-1" }]);
	});
});
