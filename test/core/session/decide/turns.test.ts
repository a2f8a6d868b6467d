import { describe, expect, test } from "vitest";
import type { Decision } from "../../../../src/core/session/decide/decision.ts";
import type { Command } from "../../../../src/model/command.ts";
import { ends, observe, running, Story, says, toldEffects, toldEntries } from "../scene.ts";

const send = (text: string): Command => ({ type: "send", text });
const policyAuto: Command = { type: "set-policy", monitors: ["m1"], policy: "auto" };
const auto = running("tests", "m1", { policy: "auto" });
const other = running("build", "m2", { policy: "auto" });

describe("when a turn begins", () => {
	type Row = [name: string, before: Command[], command: Command, entries: string[], effects: string[]];
	const rows: Row[] = [
		["a message to an idle agent", [], send("hi"), ["message-queued", 'turn t1 person "hi" []'], ["prompt t1 []"]],
		["a message to a busy one waits", [send("a")], send("b"), ["message-queued"], []],
		[
			"it goes when the turn ends",
			[send("a"), send("b")],
			ends("t1"),
			["ended t1 done", 'turn t2 person "b" []'],
			["prompt t2 []"],
		],
		[
			"messages go one at a time",
			[send("a"), send("b"), send("c"), ends("t1")],
			ends("t2"),
			["ended t2 done", 'turn t3 person "c" []'],
			["prompt t3 []"],
		],
		[
			"an event to an idle agent",
			auto,
			observe("m1", "x"),
			["event e1 forwarded by policy", 'turn t1 monitor "" [e1]'],
			["prompt t1 [e1]"],
		],
		["an event to a busy one waits", [...auto, send("a")], observe("m1", "x"), ["event e1 forwarded by policy"], []],
		[
			"what came in a turn goes as one, by monitor, oldest first",
			[...auto, ...other, send("a"), observe("m2", "1"), observe("m1", "2"), observe("m2", "3")],
			ends("t1"),
			["ended t1 done", 'turn t2 monitor "" [e1,e3,e2]'],
			["prompt t2 [e1,e3,e2]"],
		],
		[
			"the person's message takes along what waits",
			[...auto, send("a"), observe("m1", "x"), send("b"), observe("m1", "y")],
			ends("t1"),
			["ended t1 done", 'turn t2 person "b" [e1,e2]'],
			["prompt t2 [e1,e2]"],
		],
		[
			"an old event forwarded late still comes before a newer one of its monitor",
			[
				...running("tests", "m1"),
				send("a"),
				observe("m1", "old"),
				policyAuto,
				observe("m1", "new"),
				{ type: "forward", events: ["e1"] },
			],
			ends("t1"),
			["ended t1 done", 'turn t2 monitor "" [e1,e2]'],
			["prompt t2 [e1,e2]"],
		],
		["the end of another turn begins none", [send("a"), send("b")], ends("t7"), ["ended t7 done"], []],
		[
			"a failed turn lets the next one begin",
			[send("a"), send("b")],
			ends("t1", "failed", "boom"),
			["ended t1 failed", 'turn t2 person "b" []'],
			["prompt t2 []"],
		],
		["an interrupt cancels the turn", [send("a")], { type: "interrupt" }, ["cancelling t1"], ["cancel t1"]],
		["words of the agent begin nothing", [send("a")], says("hm", { turn: "t1" }), ["agent-said"], []],
	];
	for (const [name, before, command, entries, effects] of rows) {
		test(name, () => {
			const story = new Story();
			story.does(...before);
			const decision = story.does(command);
			expect(toldEntries(decision.entries)).toEqual(entries);
			expect(toldEffects(decision.effects)).toEqual(effects);
		});
	}

	test("an interrupt of an idle agent is refused", () => {
		expect(new Story().refuses({ type: "interrupt" })).toMatchObject({ code: "not-allowed" });
	});

	test("a second interrupt of the same turn is refused; the next turn may be interrupted again", () => {
		const story = new Story();
		story.does(send("a"), send("b"), { type: "interrupt" });
		expect(story.talk.turn).toMatchObject({ id: "t1", cancelling: true });
		const again = story.refuses({ type: "interrupt" });
		expect(again).toMatchObject({ code: "not-allowed", message: "the turn is being interrupted already" });
		story.does(ends("t1", "cancelled"));
		expect(story.talk.turn).toMatchObject({ id: "t2", cancelling: false });
		expect(toldEffects(story.does({ type: "interrupt" }).effects)).toEqual(["cancel t2"]);
	});
});

describe("loop breakers", () => {
	/** `turns` turns that the monitor alone began. */
	function looping(turns: number, limits: { turnsInRow?: number; turnsPerHour?: number }): Story {
		const story = new Story(limits);
		story.does(...auto);
		for (let n = 1; n <= turns; n += 1) story.does(observe("m1", `x${n}`), ends(`t${n}`));
		return story;
	}

	test("turns in a row: the next event is held, with the reason", () => {
		const story = looping(3, { turnsInRow: 3 });
		const decision = story.does(observe("m1", "one too many"));
		expect(toldEntries(decision.entries)).toEqual(["event e4 forwarded by policy", "verdict e4 held by breaker"]);
		expect(decision.effects).toEqual([]);
		expect(story.event("e4").reason).toMatch(/3 monitor turns in a row/);
		expect(story.waiting).toEqual([]);
	});

	test("the person's word lets them go on", () => {
		const story = looping(3, { turnsInRow: 3 });
		story.does(send("go on"), ends("t4"));
		expect(toldEffects(story.does(observe("m1", "x")).effects)).toEqual(["prompt t5 [e4]"]);
	});

	test("what was held meanwhile is counted to the agent when the person speaks, once", () => {
		const story = looping(3, { turnsInRow: 3 });
		story.does(observe("m1", "a"), observe("m1", "b"));
		const noted = (decision: Decision): unknown =>
			decision.effects.map((effect) => effect.type === "prompt" && effect.prompt.notes);
		const words =
			"Held by the bound on turns without the person: 2 events of tests. monitor_read shows what was printed.";
		expect(noted(story.does(send("well?")))).toEqual([[words]]);
		story.does(ends("t4"));
		expect(noted(story.does(send("and now?")))).toEqual([[]]);
	});

	test("what the person forwards goes out, and counts as the person's part", () => {
		const story = looping(3, { turnsInRow: 3 });
		story.does(observe("m1", "held"));
		expect(toldEffects(story.does({ type: "forward", events: ["e4"] }).effects)).toEqual(["prompt t4 [e4]"]);
		story.does(ends("t4"));
		expect(story.talk.turnsInRow).toBe(0);
	});

	test("of what waits, the person's choice goes and the rest is held", () => {
		const story = new Story({ turnsInRow: 1 });
		story.does(...auto, ...running("quiet", "m2"), observe("m2", "chosen"), observe("m1", "loops"));
		story.does(observe("m1", "waits"), { type: "forward", events: ["e1"] });
		const decision = story.does(ends("t1"));
		expect(toldEntries(decision.entries)).toEqual([
			"ended t1 done",
			"verdict e3 held by breaker",
			'turn t2 monitor "" [e1]',
		]);
	});

	test("turns an hour, until the hour is over", () => {
		const story = looping(4, { turnsInRow: 0, turnsPerHour: 4 });
		story.does(observe("m1", "x"));
		expect(story.event("e5")).toMatchObject({ verdict: "held", by: "breaker" });
		expect(story.event("e5").reason).toMatch(/4 monitor turns in the last hour/);
		story.now += 3_600_000;
		expect(toldEffects(story.does(observe("m1", "x")).effects)).toEqual(["prompt t5 [e6]"]);
		expect(story.talk.turnTimes).toHaveLength(1);
	});

	test("the person's own turns do not count towards the hour", () => {
		const story = new Story({ turnsPerHour: 2 });
		story.does(...auto);
		for (let n = 1; n <= 5; n += 1) story.does(send("again"), ends(`t${n}`));
		expect(toldEffects(story.does(observe("m1", "x")).effects)).toEqual(["prompt t6 [e1]"]);
	});

	test("zeroes lift both", () => {
		const story = looping(200, { turnsInRow: 0, turnsPerHour: 0 });
		expect(story.state.counters.turns).toBe(200);
	});
});

describe("the conversation", () => {
	test("says who said what, in which turn, with which events", () => {
		const story = new Story();
		story.does(...auto, send("look"), observe("m1", "a\nb"), says("I ", { turn: "t1" }));
		story.does(says("look", { turn: "t1", continues: true }), ends("t1"), ends("t2", "failed", "boom"));
		story.does(says("by the way"), { type: "notice", text: "told" });
		const { messages } = story.talk;
		expect(messages.map(({ seq, from, text, turn, events }) => [seq, from, text, turn, events.join()])).toEqual([
			[1, "person", "look", "t1", ""],
			[2, "agent", "I look", "t1", ""],
			[3, "monitor", "tests · 1 event\na\nb", "t2", "e1"],
			[4, "host", "the agent failed: boom", "t2", ""],
			[5, "agent", "by the way", undefined, ""],
			[6, "host", "told", undefined, ""],
		]);
	});

	test("an interrupted turn says so", () => {
		const story = new Story();
		story.does(send("a"), { type: "interrupt" }, ends("t1", "cancelled"));
		expect(story.talk.messages.at(-1)).toMatchObject({ from: "host", text: "interrupted", turn: "t1" });
		expect(story.talk.turn).toBeUndefined();
	});

	test("an agent that never stops talking fills messages of bounded length", () => {
		const story = new Story();
		story.does(send("go"));
		for (let n = 0; n < 30; n += 1) story.does(says("x".repeat(10_000), { turn: "t1", continues: true }));
		const lengths = story.talk.messages.map((message) => message.text.length);
		expect(Math.max(...lengths)).toBeLessThanOrEqual(100_000);
		expect(lengths.reduce((sum, length) => sum + length)).toBe(300_002);
	});
});
