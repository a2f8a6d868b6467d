import { describe, expect, test } from "vitest";
import { talkOf } from "../../../../src/core/session/select.ts";
import type { Command } from "../../../../src/model/command.ts";
import type { Limits } from "../../../../src/model/entry.ts";
import { observe, running, Story, toldEffects, toldEntries } from "../scene.ts";

const endOf = (agent: string, turn: string): Command => ({ type: "turn-ended", agent, turn, stop: "done" });
const send = (agent: string, text = "hi"): Command => ({ type: "send", agent, text });
const route = (monitor: string, ...agents: string[]): Command => ({ type: "route", monitors: [monitor], agents });
const state = (agent: string, to: "ready" | "dead"): Command => ({
	...{ type: "agent-changed", agent, state: to },
	...(to === "dead" ? { reason: "it crashed" } : {}),
});
const remove = (agent: string): Command => ({ type: "remove-agent", agent });
const lead = (agent: string): Command => ({ type: "lead", agent });

/** Two agents, of which `a` leads, and three monitors: of nobody, of b, of both. Those named are busy, from t1 on. */
function scene(busy: readonly string[] = [], limits: Partial<Limits> = {}): Story {
	const story = new Story(limits, ["a", "b"]);
	const auto = { policy: "auto" } as const;
	story.does(...running("none", "m1", auto), ...running("one", "m2", auto), ...running("both", "m3", auto));
	story.does(route("m2", "b"), route("m3", "a", "b"), ...busy.map((agent) => send(agent)));
	return story;
}

/** What each agent was handed: `turn agent events`. */
function handed(story: Story): string[] {
	return story.effects.flatMap((effect) => {
		if (effect.type !== "prompt" || effect.prompt.events.length === 0) return [];
		const { turn, agent, events } = effect.prompt;
		return [`${turn} ${agent} ${events.map((event) => event.text).join(",")}`];
	});
}

const waits = (story: Story): string[][] => ["a", "b"].map((agent) => story.waitingFor(agent));

describe("an event reaches its owners and nobody else", () => {
	for (const [monitor, expected] of [
		["m1", ["t1 a x"]],
		["m2", ["t1 b x"]],
		["m3", ["t1 a x", "t2 b x"]],
	] as const) {
		test(`of ${monitor}`, () => {
			const story = scene();
			story.does(observe(monitor, "x"));
			expect(handed(story)).toEqual(expected);
			expect(story.event("e1").deliveredTo).toEqual(expected.map((line) => line.split(" ")[1]));
		});
	}

	test("while one of two is busy, it waits for that one alone", () => {
		const story = scene(["b"]);
		story.does(observe("m3", "x"), observe("m2", "y"), observe("m1", "z"));
		expect(handed(story)).toEqual(["t2 a x"]);
		expect(waits(story)).toEqual([["e3"], ["e1", "e2"]]);
		story.does(endOf("b", "t1"), endOf("a", "t2"));
		expect(handed(story)).toEqual(["t2 a x", "t3 b x,y", "t4 a z"]);
		expect(waits(story)).toEqual([[], []]);
	});

	test("it is counted once, however many got it", () => {
		const story = scene();
		story.does(observe("m3", "x"));
		expect(story.monitor("m3").counts).toMatchObject({ total: 1, forwarded: 1 });
	});

	test("what one has got can be neither dropped nor muted for the other", () => {
		const story = scene(["b"]);
		story.does(observe("m3", "x"));
		expect(story.refuses({ type: "drop", events: ["e1"] }).code).toBe("not-allowed");
		story.does({ type: "set-policy", monitors: ["m3"], policy: "mute" });
		story.does({ type: "stop", monitors: ["m3"], how: "kill" });
		expect(story.event("e1").verdict).toBe("forwarded");
		expect(waits(story)).toEqual([[], ["e1"]]);
		expect(story.refuses({ type: "forward-held", monitor: "m3" }).message).toBe("no event is held");
	});

	test("what nobody has got yet is muted for all", () => {
		const story = scene(["a", "b"]);
		story.does(observe("m3", "x"), { type: "set-policy", monitors: ["m3"], policy: "mute" });
		expect([waits(story), story.event("e1").verdict]).toEqual([[[], []], "muted"]);
	});

	test("a held one goes to all owners when the person forwards it", () => {
		const story = scene();
		story.does({ type: "set-policy", monitors: ["m3"], policy: "hold" }, observe("m3", "x"));
		story.does({ type: "forward", events: ["e1"] });
		expect(handed(story)).toEqual(["t1 a x", "t2 b x"]);
	});
});

describe("a monitor is routed elsewhere", () => {
	test("while its owner is busy: what waits goes to the new one, once, and nothing is left behind", () => {
		const story = scene(["a", "b"]);
		story.does(observe("m2", "x"), observe("m2", "y"), route("m2", "a"), observe("m2", "z"));
		expect(waits(story)).toEqual([["e1", "e2", "e3"], []]);
		story.does(endOf("b", "t2"), endOf("a", "t1"));
		expect(handed(story)).toEqual(["t3 a x,y,z"]);
	});

	test("to an idle one: what waits goes out at once", () => {
		const story = scene(["b"]);
		story.does(observe("m2", "x"));
		expect(toldEntries(story.does(route("m2", "a")).entries)).toEqual(["routed m2 a", 'turn t2 monitor "" [e1]']);
	});

	test("and back: nobody gets twice what it has", () => {
		const story = scene(["b"]);
		story.does(observe("m3", "x"), route("m3", "b"), route("m3", "a", "b"), route("m3", "a"));
		expect(waits(story)).toEqual([[], []]);
		expect(handed(story)).toEqual(["t2 a x"]);
	});

	test("each owner named twice counts once", () => {
		const story = scene();
		story.does(route("m1", "b", "b"));
		expect(story.monitor("m1").agents).toEqual(["b"]);
	});

	const refusals: [name: string, command: Command, code: string, message: RegExp][] = [
		["an unknown agent", route("m1", "a", "c"), "unknown-agent", /no agent "c"/],
		["an unknown monitor", route("m9", "a"), "unknown-monitor", /"m9"/],
		[
			"one unknown monitor among many",
			{ type: "route", monitors: ["m1", "x"], agents: ["b"] },
			"unknown-monitor",
			/"x"/,
		],
		["a property of every object", route("m1", "constructor"), "unknown-agent", /"constructor"/],
	];
	for (const [name, command, code, message] of refusals) {
		test(`is refused: ${name}`, () => {
			const failure = scene().refuses(command);
			expect(failure.code).toBe(code);
			expect(failure.message).toMatch(message);
			expect(failure.remedy).toBeTruthy();
		});
	}
});

describe("an agent that leaves", () => {
	test("hands its monitors and what waits to the leading one, and to the other owner what that one has not got", () => {
		const story = scene(["b"]);
		story.does(observe("m3", "x"), observe("m2", "y"), observe("m3", "z"));
		const decision = story.does(remove("b"), endOf("a", "t2"));
		expect(toldEntries(decision.entries)).toEqual(["ended t2 done", 'turn t3 monitor "" [e2,e3]']);
		expect(handed(story)).toEqual(["t2 a x", "t3 a y,z"]);
		expect(["m1", "m2", "m3"].map((id) => story.monitor(id).agents)).toEqual([[], ["a"], ["a"]]);
	});

	test("and that led: the next one leads, and gets also what nobody owns", () => {
		const story = scene(["a", "b"]);
		story.does(observe("m1", "x"), observe("m3", "y"));
		const decision = story.does(remove("a"));
		expect(toldEntries(decision.entries)).toEqual(["routed m3 b", "agent-removed a"]);
		expect(toldEffects(decision.effects)).toEqual(["stop-agent a"]);
		expect([story.state.lead, story.waitingFor("b").sort()]).toEqual(["b", ["e1", "e2"]]);
	});

	test("is refused when it is the last or unknown", () => {
		const story = scene();
		expect(story.refuses(remove("c")).code).toBe("unknown-agent");
		story.does(remove("b"));
		expect(story.refuses(remove("a"))).toMatchObject({ code: "not-allowed", message: "the last agent cannot leave" });
	});
});

describe("an agent that died", () => {
	test("gets nothing; its events and messages wait, and go out when it is ready again", () => {
		const story = scene();
		story.does(state("b", "dead"), observe("m2", "x"), observe("m3", "y"), send("b", "look"));
		expect(handed(story)).toEqual(["t1 a y"]);
		expect(waits(story)).toEqual([[], ["e1", "e2"]]);
		expect(toldEffects(story.does({ type: "restart-agent", agent: "b" }).effects)).toEqual(["start-agent b"]);
		expect(story.agent("b").state).toBe("starting");
		story.does(state("b", "ready"));
		expect(handed(story)).toEqual(["t1 a y", "t2 b x,y"]);
		expect(talkOf(story.state, "b").messages[0]).toMatchObject({ from: "person", text: "look" });
	});

	test("in a turn has failed it", () => {
		const story = scene(["b"]);
		expect(toldEntries(story.does(state("b", "dead")).entries)).toEqual(["ended t1 failed", "agent b dead"]);
		expect(story.agent("b").reason).toBe("it crashed");
		expect(talkOf(story.state, "b").messages.at(-1)?.text).toBe("the agent failed: it crashed");
	});

	test("keeps its conversation over a restart, and its plan and its numbers go", () => {
		const story = scene(["b"]);
		story.does({ type: "plan-told", agent: "b", steps: [{ text: "x", status: "pending" }] });
		story.does({ type: "usage-told", agent: "b", usage: { used: 1 } }, state("b", "dead"));
		story.does({ type: "restart-agent", agent: "b" });
		expect(story.agent("b")).toMatchObject({ plan: [], state: "starting" });
		expect(story.agent("b")).not.toHaveProperty("usage");
		expect(story.agent("b").conversation.messages[0]?.text).toBe("hi");
	});

	test("one at work is not restarted", () => {
		expect(scene().refuses({ type: "restart-agent", agent: "b" })).toMatchObject({ code: "not-allowed" });
	});
});

describe("another one leads", () => {
	test("gets what nobody owns, what waits included; the others' stays", () => {
		const story = scene(["a", "b"]);
		story.does(observe("m1", "x"), observe("m3", "y"));
		const decision = story.does(lead("b"));
		expect(toldEffects(decision.effects)).toEqual(["remember-lead b"]);
		expect(waits(story)).toEqual([["e2"], ["e2", "e1"]]);
		story.does(endOf("b", "t2"), observe("m1", "z"), endOf("a", "t1"));
		expect(handed(story)).toEqual(["t3 b y,x", "t4 a y"]);
		expect(waits(story)).toEqual([[], ["e3"]]);
	});

	test("messages without a name go to it", () => {
		const story = scene();
		story.does(lead("b"), { type: "send", text: "you" });
		expect(talkOf(story.state, "b").turn?.id).toBe("t1");
		expect(story.refuses(lead("c")).code).toBe("unknown-agent");
	});
});

describe("an agent that joins", () => {
	const add = (agent: string, rest: object = {}): Command => ({ type: "add-agent", agent, ...rest });

	test("has a name of its own, and gets nothing before it is ready", () => {
		const story = scene();
		expect(story.does(add("claude")).agent).toBe("claude");
		expect(story.does(add("claude")).agent).toBe("claude-2");
		expect(toldEffects(story.does(add("x", { name: "mine", command: "x --acp" })).effects)).toEqual([
			"start-agent mine",
		]);
		expect(story.agent("mine")).toMatchObject({ kind: "x", command: "x --acp", state: "starting" });
		story.does(send("mine"), state("mine", "ready"));
		expect(toldEffects(story.effects).at(-1)).toBe("prompt t1 []");
	});

	for (const [wanted, name] of [
		["\u001b[2J\u202enice\u200b\nname ", "[2Jnicename"],
		["7", "agent-7"],
		["\u200b", "agent"],
		["", "agent"],
		["x".repeat(200), "x".repeat(80)],
		["__proto__", "__proto__"],
	] as const) {
		test(`has a name that can be seen and typed: ${JSON.stringify(wanted).slice(0, 40)}`, () => {
			const story = scene();
			const before = Object.keys(story.state.agents);
			expect(story.does(add("claude", { name: wanted })).agent).toBe(name);
			expect(Object.keys(story.state.agents)).toEqual([...before, name]);
			expect(story.agent(name).label).toBe(name);
		});
	}

	test("is refused beyond the cap", () => {
		const story = scene();
		for (let n = 0; n < 6; n += 1) story.does(add("more"));
		expect(story.refuses(add("more")).code).toBe("over-cap");
	});
});

describe("loop breakers are of one conversation", () => {
	test("the one that turns in a circle is stopped, the other goes on", () => {
		const story = scene([], { turnsInRow: 1 });
		story.does(observe("m2", "x"), endOf("b", "t1"), observe("m2", "y"), observe("m1", "z"));
		expect(handed(story)).toEqual(["t1 b x", "t2 a z"]);
		expect(story.event("e2")).toMatchObject({ verdict: "held", by: "breaker" });
	});

	test("what the other owner gets is not held: here it waits for the person", () => {
		const story = scene(["a"], { turnsInRow: 1 });
		story.does(observe("m2", "x"), endOf("b", "t2"), observe("m3", "y"));
		expect(waits(story)).toEqual([["e2"], ["e2"]]);
		story.does(endOf("a", "t1"));
		expect(handed(story)).toEqual(["t2 b x", "t3 a y"]);
		story.does(send("b", "go on"));
		expect(handed(story)).toEqual(["t2 b x", "t3 a y", "t4 b y"]);
	});

	test("what all owners are stopped for is held once", () => {
		const story = scene([], { turnsInRow: 1 });
		story.does(observe("m3", "x"), endOf("a", "t1"), endOf("b", "t2"));
		expect(toldEntries(story.does(observe("m3", "y")).entries)).toEqual([
			"event e2 forwarded by policy",
			"verdict e2 held by breaker",
		]);
		expect(waits(story)).toEqual([[], []]);
	});
});
