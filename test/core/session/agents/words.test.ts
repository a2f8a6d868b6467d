import { describe, expect, test } from "vitest";
import { talkOf } from "../../../../src/core/session/select.ts";
import type { ToolCall } from "../../../../src/model/agent.ts";
import type { Command } from "../../../../src/model/command.ts";
import { Story, says } from "../scene.ts";

const story = (): Story => new Story({}, ["a", "b"]);
const send = (text: string, agent = "a"): Command => ({ type: "send", text, agent });
const tool = (rest: Partial<ToolCall>, turn?: string, agent = "a"): Command => ({
	...{ type: "tool-told", agent, ...(turn === undefined ? {} : { turn }) },
	call: { id: "c1", title: "Edit", status: "running", places: [], output: "", diffs: [], ...rest },
});
const told = (from: Story, agent = "a"): string[] =>
	talkOf(from.state, agent).messages.map(({ kind, text, seq }) => `${seq} ${kind} ${text}`);
const of = (agent: string, text: string, rest: object = {}): Command => says(text, { agent, ...rest });

describe("words", () => {
	const more = { turn: "t1", continues: true };
	const thought = { ...more, thought: true };
	const rows: [name: string, words: Command[], expected: string[]][] = [
		["that go on join", [of("a", "hel", more), of("a", "lo", more)], ["text hello"]],
		["that do not go on begin another message", [of("a", "one"), of("a", "two")], ["text one", "text two"]],
		[
			"of another turn join nothing",
			[of("a", "one", more), of("a", "x", { ...more, turn: "t2" })],
			["text one", "text x"],
		],
		["do not join thoughts", [of("a", "hm", thought), of("a", "yes", more)], ["thought hm", "text yes"]],
		["thoughts join thoughts", [of("a", "h", thought), of("a", "m", thought)], ["thought hm"]],
		[
			"after a tool begin anew",
			[of("a", "x", more), tool({}, "t1"), of("a", "y", more)],
			["text x", "tool Edit", "text y"],
		],
		["do not join the person's", [of("a", "x"), of("a", "y", { continues: true })], ["text xy"]],
	];
	for (const [name, words, expected] of rows) {
		test(name, () => {
			const from = story();
			from.does(...words);
			expect(told(from)).toEqual(expected.map((line, index) => `${index + 1} ${line}`));
			expect(told(from, "b")).toEqual([]);
		});
	}

	test("that go on after the person's begin a message", () => {
		const from = story();
		from.does(send("hi"), of("a", "x", { turn: "t1", continues: true }));
		expect(told(from)).toEqual(["1 text hi", "2 text x"]);
	});

	test("of an agent that is not here are said nowhere", () => {
		const from = story();
		from.does(of("gone", "x"), tool({}, undefined, "gone"));
		expect([told(from), told(from, "b")]).toEqual([[], []]);
	});

	test("of nobody are said to all", () => {
		const from = story();
		from.does({ type: "notice", text: "hear" });
		expect([told(from), told(from, "b")]).toEqual([["1 text hear"], ["1 text hear"]]);
	});
});

describe("the call of a tool", () => {
	test("told again replaces what was told, where it stands", () => {
		const from = story();
		from.does(tool({}, "t1"), of("a", "x"), tool({ title: "Edited", status: "done", places: ["a.ts:1"] }, "t1"));
		expect(told(from)).toEqual(["1 tool Edited", "2 text x"]);
		expect(talkOf(from.state, "a").messages[0]?.call).toMatchObject({ status: "done", places: ["a.ts:1"] });
	});

	test("of the same id in another turn, of another id, or of another agent is another one", () => {
		const from = story();
		from.does(tool({}, "t1"), tool({}, "t2"), tool({ id: "c2" }, "t1"), tool({}), tool({}, "t1", "b"));
		expect([told(from).length, told(from, "b").length]).toEqual([4, 1]);
	});
});

describe("what an agent tells of itself", () => {
	test("a plan and commands replace what was told, numbers add to it", () => {
		const from = story();
		from.does({ type: "plan-told", agent: "a", steps: [{ text: "one", status: "running" }] });
		from.does({ type: "plan-told", agent: "a", steps: [{ text: "two", status: "done" }] });
		from.does({ type: "commands-told", agent: "a", commands: [{ name: "init", description: "" }] });
		from.does({ type: "usage-told", agent: "a", usage: { used: 1, size: 9 } });
		from.does({ type: "usage-told", agent: "a", usage: { used: 2, cost: "0.10 USD" } });
		expect(from.agent("a")).toMatchObject({
			plan: [{ text: "two", status: "done" }],
			commands: [{ name: "init" }],
			usage: { used: 2, size: 9, cost: "0.10 USD" },
		});
		expect(from.agent("b")).toMatchObject({ plan: [], commands: [] });
		expect(from.agent("b")).not.toHaveProperty("usage");
	});
});

describe("a message that waits", () => {
	test("is taken back by its place, and the others go out", () => {
		const from = story();
		from.does(send("now"), send("one"), send("two"), send("three"));
		from.does({ type: "unsend", agent: "a", index: 1 });
		expect(from.agent("a").conversation.queued).toEqual(["one", "three"]);
		from.does({ type: "unsend", index: 0 }, { type: "turn-ended", agent: "a", turn: "t1", stop: "done" });
		expect(from.effects.at(-1)).toMatchObject({ prompt: { text: "three" } });
	});

	test("is not taken back when it went out, was never there, or is another agent's", () => {
		const from = story();
		from.does(send("now"), send("one"));
		for (const index of [1, 2]) expect(from.refuses({ type: "unsend", index }).code).toBe("not-allowed");
		expect(from.refuses({ type: "unsend", agent: "b", index: 0 }).code).toBe("not-allowed");
		expect(from.refuses({ type: "unsend", agent: "gone", index: 0 }).code).toBe("unknown-agent");
	});
});

test("turns have names of their own over all agents", () => {
	const from = story();
	from.does(send("x"), send("y", "b"), { type: "turn-ended", agent: "b", turn: "t2", stop: "done" }, send("z", "b"));
	expect(
		from.effects.map((effect) => effect.type === "prompt" && `${effect.prompt.agent} ${effect.prompt.turn}`),
	).toEqual(["a t1", "b t2", "b t3"]);
	from.does({ type: "turn-ended", agent: "a", turn: "t3", stop: "done" });
	expect(["a", "b"].map((agent) => from.agent(agent).conversation.turn?.id)).toEqual(["t1", "t3"]);
});
