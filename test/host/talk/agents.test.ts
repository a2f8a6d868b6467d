import { describe, expect, test } from "vitest";
import { FailureError } from "../../../src/model/failure.ts";
import { observe } from "../../core/session/scene.ts";
import { shell, until, unwrap } from "../scene.ts";
import { question, Stage } from "./fake-agent.ts";

describe("a turn", () => {
	test("goes to the agent, and what it says and how it ends comes back", async () => {
		const stage = new Stage();
		const agent = await stage.ready("a");
		stage.session.dispatch({ type: "send", text: "hi" });
		agent.sink?.said("t1", "hel");
		agent.sink?.said("t1", "lo", true);
		agent.sink?.said("t1", "again");
		agent.end({ stop: "done" });
		await stage.idle();
		expect(stage.talk()).toEqual(["person: hi", "agent: hello", "agent: again"]);
	});

	test("begins when the one before has ended, and not sooner", async () => {
		const stage = new Stage();
		const agent = await stage.ready("a");
		stage.session.dispatch({ type: "send", text: "one" });
		stage.session.dispatch({ type: "send", text: "two" });
		expect(agent.prompts).toEqual(["t1"]);
		agent.end({ stop: "done" });
		await until("the next turn", () => agent.prompts.length === 2);
		expect(agent.prompts).toEqual(["t1", "t2"]);
	});

	test("of one agent does not wait for another one's", async () => {
		const stage = new Stage();
		const [a, b] = [await stage.ready("a"), await stage.ready("b")];
		stage.session.dispatch({ type: "send", text: "one" });
		stage.session.dispatch({ type: "send", text: "two", agent: "b" });
		expect([a.prompts, b.prompts]).toEqual([["t1"], ["t2"]]);
		b.end({ stop: "done" });
		await stage.idle("b");
		expect(stage.session.state.agents.a?.conversation.turn?.id).toBe("t1");
	});

	test("that is interrupted ends so", async () => {
		const stage = new Stage();
		const agent = await stage.ready("a");
		stage.session.dispatch({ type: "send", text: "hi" });
		stage.session.dispatch({ type: "interrupt" });
		await stage.idle();
		expect(agent.cancels).toBe(1);
		expect(stage.talk().at(-1)).toBe("host: interrupted");
	});

	const errors: [name: string, error: unknown, words: string][] = [
		["an error", new Error("boom"), "host: the agent failed: boom"],
		["something else", "odd", "host: the agent failed: odd"],
	];
	for (const [name, error, words] of errors) {
		test(`that breaks with ${name} has failed, and the session goes on`, async () => {
			const stage = new Stage();
			const agent = await stage.ready("a");
			stage.session.dispatch({ type: "send", text: "hi" });
			agent.break(error);
			await stage.idle();
			expect(stage.talk().at(-1)).toBe(words);
			stage.session.dispatch({ type: "send", text: "again" });
			expect(agent.prompts).toEqual(["t1", "t2"]);
		});
	}

	test("for an agent without a process fails at once", () => {
		const stage = new Stage();
		const told: unknown[] = [];
		stage.session.onEntries((entries) => told.push(...entries));
		stage.agents.prompt({ agent: "a", turn: "t1", origin: "person", text: "hi", events: [], notes: [] });
		expect(told).toMatchObject([{ type: "turn-ended", stop: "failed", error: "the agent does not run" }]);
	});
});

describe("a start", () => {
	test("of an agent that nobody knows leaves a dead one with the reason", async () => {
		const stage = new Stage();
		stage.session.dispatch({ type: "add-agent", agent: "unknown" });
		await until("its end", () => stage.stateOf("unknown").startsWith("dead"));
		expect(stage.stateOf("unknown")).toBe("dead: there is no such agent\nChoose another.");
	});

	test("that fails leaves a dead one with the reason and no process; what waited goes out after another start", async () => {
		const stage = new Stage();
		const first = await stage.add("a");
		stage.session.dispatch({ type: "send", text: "hi" });
		first.fail(new FailureError({ code: "agent-unavailable", message: "not signed in", remedy: "Sign in." }));
		await until("its end", () => first.closes === 1);
		expect(stage.stateOf("a")).toBe("dead: not signed in\nSign in.");
		unwrap(stage.session.dispatch({ type: "restart-agent", agent: "a" }));
		await until("the second start", () => stage.made[1]?.backend.sink !== undefined);
		expect(stage.stateOf("a")).toBe("starting");
		stage.newest("a").ready();
		await until("the turn", () => stage.newest("a").prompts.length === 1);
		expect([first.prompts, stage.talk()]).toEqual([[], ["person: hi"]]);
	});

	test("that was overtaken by a removal makes no agent", async () => {
		const stage = new Stage();
		await stage.ready("a");
		stage.session.dispatch({ type: "add-agent", agent: "b" });
		unwrap(stage.session.dispatch({ type: "remove-agent", agent: "b" }));
		await new Promise((resolve) => setImmediate(resolve));
		expect(stage.made.map((one) => one.id)).toEqual(["a"]);
	});

	test("that ends after the agent was removed is no news", async () => {
		const stage = new Stage();
		await stage.ready("a");
		const b = await stage.add("b");
		stage.session.dispatch({ type: "remove-agent", agent: "b" });
		expect(b.closes).toBe(1);
		b.fail(new Error("closed"));
		await new Promise((resolve) => setImmediate(resolve));
		expect(Object.keys(stage.session.state.agents)).toEqual(["a"]);
		expect(b.closes).toBe(1);
	});
});

describe("an agent that dies", () => {
	test("in a turn ends the turn and takes its questions with it", async () => {
		const stage = new Stage();
		const agent = await stage.ready("a");
		stage.session.dispatch({ type: "send", text: "hi" });
		const asked = agent.sink?.ask?.("t1", question, new AbortController().signal);
		agent.sink?.exited?.("it crashed");
		expect(await asked).toBeUndefined();
		expect(stage.stateOf("a")).toBe("dead: it crashed");
		expect(stage.session.state.approvals).toEqual([]);
		expect(stage.talk().at(-1)).toBe("host: the agent failed: it crashed");
		expect(agent.closes).toBe(1);
	});

	test("gets nothing, and what comes meanwhile goes out once it runs again", async () => {
		const stage = new Stage();
		const agent = await stage.ready("a");
		agent.sink?.exited?.("it crashed");
		stage.session.dispatch({ type: "start", spec: shell("m", "true", { policy: "auto" }), anyName: false });
		stage.session.dispatch(observe("m1", "meanwhile"));
		unwrap(stage.session.dispatch({ type: "restart-agent", agent: "a" }));
		await until("the second start", () => stage.made[1]?.backend.sink !== undefined);
		expect(agent.prompts).toEqual([]);
		stage.newest("a").ready();
		await until("the turn", () => stage.newest("a").prompts.length === 1);
		expect(stage.talk()).toEqual(["monitor: m · 1 event\nmeanwhile"]);
	});

	test("twice, or after another one took its place, is no news", async () => {
		const stage = new Stage();
		const first = await stage.ready("a");
		first.sink?.exited?.("it crashed");
		first.sink?.exited?.("again");
		expect(stage.stateOf("a")).toBe("dead: it crashed");
		stage.session.dispatch({ type: "restart-agent", agent: "a" });
		await until("the second start", () => stage.made[1]?.backend.sink !== undefined);
		stage.newest("a").ready();
		await until("it is ready", () => stage.stateOf("a") === "ready");
		first.sink?.exited?.("late");
		expect(stage.stateOf("a")).toBe("ready");
	});
});

describe("a question", () => {
	test("waits for the person, and the answer is the choice", async () => {
		const stage = new Stage();
		const agent = await stage.ready("a");
		const asked = agent.sink?.ask?.(undefined, question, new AbortController().signal);
		expect(stage.session.state.approvals).toMatchObject([{ id: "a1", agent: "a", by: "agent", why: "Edit a.ts" }]);
		stage.session.dispatch({ type: "answer", approval: "a1", answer: "refuse", choice: "no" });
		expect(await asked).toBe("no");
		expect(stage.session.state.approvals).toEqual([]);
	});

	test("is withdrawn when the agent takes it back", async () => {
		const stage = new Stage();
		const agent = await stage.ready("a");
		const abort = new AbortController();
		const asked = agent.sink?.ask?.(undefined, question, abort.signal);
		abort.abort();
		expect(await asked).toBeUndefined();
		expect(stage.session.state.approvals).toEqual([]);
		expect(await agent.sink?.ask?.(undefined, question, abort.signal)).toBeUndefined();
		expect(stage.session.state.approvals).toEqual([]);
	});

	test("is cancelled with its turn, and another agent's is not", async () => {
		const stage = new Stage();
		const [a, b] = [await stage.ready("a"), await stage.ready("b")];
		stage.session.dispatch({ type: "send", text: "hi" });
		const signal = new AbortController().signal;
		const asked = a.sink?.ask?.("t1", question, signal);
		const other = b.sink?.ask?.(undefined, question, signal);
		stage.session.dispatch({ type: "interrupt" });
		expect(await asked).toBeUndefined();
		expect(stage.session.state.approvals).toMatchObject([{ id: "a2", agent: "b" }]);
		stage.session.dispatch({ type: "answer", approval: "a2", answer: "run" });
		expect(await other).toBe("yes");
	});

	test("that cannot be parked is answered with nothing", async () => {
		const stage = new Stage();
		const agent = await stage.ready("a");
		const signal = new AbortController().signal;
		const asked = Array.from({ length: 21 }, () => agent.sink?.ask?.(undefined, question, signal));
		expect(await asked[20]).toBeUndefined();
		expect(stage.session.state.approvals).toHaveLength(20);
	});
});

describe("outside a turn", () => {
	test("the agent may speak, think and tell of itself", async () => {
		const stage = new Stage();
		const { sink } = await stage.ready("a");
		sink?.said(undefined, "quiet here");
		sink?.thought?.(undefined, "hm");
		sink?.tool?.(undefined, question.call);
		sink?.plan?.(undefined, [{ text: "look", status: "running" }]);
		sink?.usage?.({ used: 5, size: 10 });
		sink?.commands?.([{ name: "init", description: "Begin" }]);
		expect(stage.session.state.agents.a).toMatchObject({
			plan: [{ text: "look", status: "running" }],
			usage: { used: 5, size: 10 },
			commands: [{ name: "init" }],
			conversation: { messages: [{ kind: "text" }, { kind: "thought" }, { kind: "tool", text: "Edit a.ts" }] },
		});
	});

	test("a digest is told by the leading one when there is one", async () => {
		const stage = new Stage();
		const [a, b] = [await stage.ready("a"), await stage.ready("b")];
		stage.agents.tellDigest(0);
		expect(stage.talk()).toEqual([]);
		a.digestText = "While you were away: nothing.";
		b.digestText = "not this";
		stage.agents.tellDigest(0);
		expect([stage.talk("a"), stage.talk("b")]).toEqual([["agent: While you were away: nothing."], []]);
	});

	test("an answer that lasts is told to the agent that asked, and to all when nobody is named", async () => {
		const stage = new Stage();
		const [a, b] = [await stage.ready("a"), await stage.ready("b")];
		stage.agents.remember("a", { type: "stop", monitor: "m1" }, "always");
		stage.agents.remember(undefined, { type: "restart", monitor: "m1" }, "always");
		stage.agents.remember("a", { type: "permit", permission: question }, "always");
		expect([a.remembered, b.remembered]).toEqual([["stop always", "restart always"], ["restart always"]]);
	});
});

describe("an end", () => {
	test("in the middle of a turn closes the agent, and its late words change nothing", async () => {
		const stage = new Stage();
		await stage.ready("a");
		const b = await stage.ready("b");
		stage.session.dispatch({ type: "send", text: "hi", agent: "b" });
		const asked = b.sink?.ask?.("t1", question, new AbortController().signal);
		unwrap(stage.session.dispatch({ type: "remove-agent", agent: "b" }));
		expect(await asked).toBeUndefined();
		expect([b.closes, stage.session.state.approvals]).toEqual([1, []]);
		const before = stage.session.state;
		b.sink?.said("t1", "late");
		expect(stage.session.state.agents).toEqual(before.agents);
	});

	test("of the host closes all, those that still start included", async () => {
		const stage = new Stage();
		const [a, b] = [await stage.ready("a"), await stage.add("b")];
		await stage.agents.close();
		await stage.agents.close();
		expect([a.closes, b.closes]).toEqual([1, 1]);
	});
});
