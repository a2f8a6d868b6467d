import { describe, expect, test } from "vitest";
import { talkOf } from "../../../../src/core/session/select.ts";
import type { Choice } from "../../../../src/model/agent.ts";
import type { Answer, Proposal } from "../../../../src/model/approval.ts";
import type { Command } from "../../../../src/model/command.ts";
import type { MonitorSpec } from "../../../../src/model/monitor.ts";
import { draftOf, firstAgent, Story, specOf, toldEffects, toldEntries } from "../scene.ts";

const story = (limits = {}): Story => new Story(limits, [firstAgent, "a", "b"]);
const asks = (proposal: Proposal, agent = "a"): Command => ({
	type: "propose",
	proposal,
	by: "agent",
	agent,
	why: "so",
});
const answer = (given: Answer, choice?: string, approval = "a1"): Command => ({
	...{ type: "answer", approval, answer: given },
	...(choice === undefined ? {} : { choice }),
});
const startOf = (rest: Parameters<typeof specOf>[1] = {}, agents = ["a"], name = "tests"): Proposal => ({
	...{ type: "start", spec: specOf(name, rest), agents },
});
const busy = (agent: string): Command => ({ type: "send", text: "work", agent });

describe("the outcome of what an agent asked for", () => {
	const refused = "a1 was refused by the person";
	const held = 'a1 was approved: monitor m1 "tests" starts; its events are held until the person forwards them';
	const forwarded = 'a1 was approved: monitor m1 "tests" starts; its events are forwarded as they come';
	const rows: [given: Answer, note: string][] = [
		["refuse", refused],
		["run", held],
		["always", held],
		["run-forward", forwarded],
	];
	for (const [given, note] of rows) {
		test(`${given}: it is told at once when the agent is idle`, () => {
			const told = story();
			told.does(asks(startOf()));
			const decision = told.does(answer(given));
			expect(toldEntries(decision.entries)).toContain(`note a: ${note}`);
			expect(decision.effects).toContainEqual(
				expect.objectContaining({ type: "prompt", prompt: expect.objectContaining({ agent: "a", notes: [note] }) }),
			);
			expect(told.agent("a").conversation.notes).toEqual([]);
			expect(talkOf(told.state, "a").messages.at(-1)).toMatchObject({ from: "host", text: note, events: [] });
		});
	}

	test("waits while the agent is busy, and goes out once with its next turn, beside the person's words", () => {
		const told = story();
		told.does(busy("a"), asks(startOf()), answer("refuse"));
		expect(told.agent("a").conversation.notes).toEqual([refused]);
		told.does({ type: "send", text: "next", agent: "a" }, { type: "turn-ended", agent: "a", turn: "t1", stop: "done" });
		expect(told.effects.at(-1)).toMatchObject({ prompt: { text: "next", notes: [refused] } });
		told.does({ type: "turn-ended", agent: "a", turn: "t2", stop: "done" }, busy("a"));
		expect(told.effects.at(-1)).toMatchObject({ prompt: { turn: "t3", notes: [] } });
	});

	test("goes to each of two agents that asked for the same", () => {
		const told = story();
		told.does({ type: "start", spec: specOf("tests"), anyName: false });
		told.does(asks({ type: "stop", monitor: "m1" }), asks({ type: "stop", monitor: "m1" }, "b"));
		told.does(asks({ type: "stop", monitor: "m1" }), answer("refuse"), answer("refuse", undefined, "a2"));
		const heard = ["a", "b"].map((agent) => talkOf(told.state, agent).messages.map(({ text }) => text));
		expect(heard).toEqual([["a1 was refused by the person"], ["a2 was refused by the person"]]);
	});

	test("is no news to the built-in agent, to another one, or to nobody", () => {
		const told = story();
		told.does(asks(startOf({}, [firstAgent]), firstAgent), answer("refuse"));
		const nobody: Command = { type: "propose", proposal: startOf({}, []), by: "agent", why: "so" };
		told.does(nobody, answer("run", undefined, "a2"));
		expect(told.entries.filter((entry) => entry.type === "note-queued")).toEqual([]);
	});

	test("of a stop and of a restart is told too", () => {
		const told = story();
		told.does({ type: "start", spec: specOf("tests"), anyName: false }, asks({ type: "stop", monitor: "m1" }));
		expect(toldEntries(told.does(answer("run")).entries)).toContain("note a: a1 was approved: stop");
	});

	test("a monitor belongs to the agent that asked, or to the one it named", () => {
		const told = story();
		told.does(asks(startOf({}, [])), answer("run"), asks(startOf({}, ["b"], "other")), answer("run", undefined, "a2"));
		expect([told.monitor("m1").agents, told.monitor("m2").agents]).toEqual([["a"], ["b"]]);
		expect(told.refuses(asks(startOf({}, ["c"]))).code).toBe("unknown-agent");
	});
});

describe("always", () => {
	/** A request that was answered with always, and whose monitor has ended. */
	function remembered(first = startOf(), agent = "a"): Story {
		const told = story();
		told.does(asks(first, agent), answer("always"), { type: "monitor-ended", monitor: "m1", exitCode: 0 });
		return told;
	}

	test("the same request starts at once, as if it had been answered, with a note", () => {
		const told = remembered();
		told.does({ type: "turn-ended", agent: "a", turn: "t1", stop: "done" });
		const decision = told.does(asks(startOf()));
		expect(toldEntries(decision.entries).slice(0, 4)).toEqual([
			"asked a2",
			"answered a2 always",
			"monitor-added m2",
			'note a: a2 was approved: monitor m2 "tests" starts; its events are held until the person forwards them',
		]);
		expect(toldEffects(decision.effects)).toEqual(["start m2 run 1", "prompt t2 []"]);
		expect(decision).toMatchObject({ approval: "a2", monitor: "m2" });
		expect(told.state.approvals).toEqual([]);
		expect(told.monitor("m2")).toMatchObject({ agents: ["a"], policy: "hold" });
		expect(told.state.always).toHaveLength(1);
	});

	test("its events are held, also when they were asked to be forwarded", () => {
		const told = remembered();
		told.does(asks(startOf({ policy: "auto" })));
		expect(told.monitor("m2").policy).toBe("hold");
	});

	const open: Partial<MonitorSpec>["sandbox"] = specOf("x").sandbox;
	const others: [name: string, proposal: Proposal, agent: string][] = [
		["another command", startOf({ command: ["false"] }), "a"],
		["another argument", startOf({ command: ["true", "x"] }), "a"],
		["another directory", startOf({ cwd: "/other" }), "a"],
		["a wider sandbox", startOf({ sandbox: { ...open, net: true } }), "a"],
		["more that is readable", startOf({ sandbox: { ...open, read: ["/etc"] } }), "a"],
		["another variable", startOf({ sandbox: { ...open, env: ["X=1"] } }), "a"],
		["a socket", startOf({ command: [], socket: { url: "ws://h/", protocols: [] } }), "a"],
		["another agent's", startOf({}, ["b"]), "b"],
		["one on behalf of another agent", startOf({}, ["b"]), "a"],
		["one on behalf of both", startOf({}, ["a", "b"]), "a"],
	];
	for (const [name, proposal, agent] of others) {
		test(`${name} is asked`, () => {
			const told = remembered();
			expect(toldEntries(told.does(asks(proposal, agent)).entries)).toEqual(["asked a2"]);
			expect(Object.keys(told.state.monitors)).toEqual(["m1"]);
		});
	}

	test("of a socket means its URL and its sub-protocols", () => {
		const to = (url: string, ...protocols: string[]) => startOf({ command: [], socket: { url, protocols } });
		const told = remembered(to("ws://h/", "chat"));
		expect(toldEntries(told.does(asks(to("ws://h/", "chat"))).entries)).toContain("answered a2 always");
		for (const other of [to("ws://h/x", "chat"), to("ws://h/"), to("ws://h/", "chat", "v2")]) {
			expect(toldEntries(told.does(asks(other)).entries)).toEqual([expect.stringMatching(/^asked a\d$/)]);
		}
	});

	test("on behalf of another agent is never remembered", () => {
		const told = remembered(startOf({}, ["b"]));
		expect(told.state.always).toEqual([]);
		expect(toldEntries(told.does(asks(startOf({}, ["b"]))).entries)).toEqual(["asked a2"]);
	});

	for (const given of ["run", "run-forward", "refuse"] as const) {
		test(`an answer of ${given} is not remembered`, () => {
			const told = story();
			told.does(asks(startOf()), answer(given));
			expect(told.state.always).toEqual([]);
		});
	}

	test("is forgotten with the agent, so that another one of its name asks", () => {
		const told = remembered();
		told.does({ type: "remove-agent", agent: "a" }, { type: "add-agent", agent: "a" });
		expect(told.state.always).toEqual([]);
		expect(toldEntries(told.does(asks(startOf())).entries)).toEqual(["asked a2"]);
	});

	test("does not lift the caps", () => {
		const told = new Story({ runs: 1 }, ["a"]);
		told.does(asks(startOf()), answer("always"), { type: "monitor-started", monitor: "m1", sandboxed: true });
		expect(told.refuses(asks(startOf())).code).toBe("over-cap");
	});
});

describe("a permission", () => {
	const choice = (id: string, kind: Choice["kind"]): Choice => ({ id, label: id, kind });
	const all = [
		choice("no", "reject-once"),
		choice("never", "reject-always"),
		choice("ok", "allow-once"),
		choice("ever", "allow-always"),
	];
	const permit = (choices: Choice[] = all): Proposal => ({
		type: "permit",
		permission: {
			call: { id: "c1", title: "Edit", status: "waiting", places: [], output: "", diffs: [] },
			choices,
		},
	});

	const rows: [name: string, choices: Choice[], answer: Command, given: string][] = [
		["a choice by its id", all, answer("run", "ever"), "ever"],
		["a choice by its id, whatever the answer", all, answer("refuse", "ok"), "ok"],
		["run allows once", all, answer("run"), "ok"],
		["run-forward allows once", all, answer("run-forward"), "ok"],
		["always allows always", all, answer("always"), "ever"],
		["always allows once when it cannot last", [choice("ok", "allow-once")], answer("always"), "ok"],
		["refuse rejects once", all, answer("refuse"), "no"],
		["refuse rejects always when there is nothing less", [choice("never", "reject-always")], answer("refuse"), "never"],
		["refuse without such a choice cancels", [choice("ok", "allow-once")], answer("refuse"), "nothing"],
		["run never takes what lasts", [choice("ever", "allow-always")], answer("run"), "nothing"],
	];
	for (const [name, choices, command, given] of rows) {
		test(name, () => {
			const told = story();
			told.does(asks(permit(choices)));
			const decision = told.does(command);
			const chosen = given === "nothing" ? "" : ` ${given}`;
			expect(toldEntries(decision.entries)).toEqual([
				expect.stringMatching(new RegExp(`^answered a1 [a-z-]+${chosen}$`)),
			]);
			expect(toldEffects(decision.effects)).toEqual([`permit a a1 ${given}`]);
			expect(told.state.approvals).toEqual([]);
		});
	}

	test("a choice that it does not have is refused, and it waits on", () => {
		const told = story();
		told.does(asks(permit()));
		expect(told.refuses(answer("run", "maybe"))).toMatchObject({ code: "not-allowed" });
		expect(told.state.approvals).toHaveLength(1);
	});

	test("the same one twice is asked twice: each waits for its own answer", () => {
		const told = story();
		told.does(asks(permit()), asks(permit()));
		expect(told.state.approvals.map((approval) => approval.id)).toEqual(["a1", "a2"]);
	});

	test("is void with an interrupt, and the others' and requests for monitors are not", () => {
		const told = story();
		told.does(busy("a"), asks(permit()), asks(permit(), "b"), asks(startOf()));
		const decision = told.does({ type: "interrupt", agent: "a" });
		expect(toldEntries(decision.entries)).toEqual(["answered a1 refuse", "cancelling t1"]);
		expect(told.state.approvals.map((approval) => approval.id)).toEqual(["a2", "a3"]);
	});

	test("and every other request is void when its agent leaves, whoever comes under its name", () => {
		const told = story();
		told.does(asks(permit()), asks(startOf()), asks(startOf(), "b"));
		told.does({ type: "remove-agent", agent: "a" });
		expect(told.state.approvals.map((approval) => approval.agent)).toEqual(["b"]);
	});

	for (const [name, command] of [
		["the death of its agent", { type: "agent-changed", agent: "a", state: "dead" }],
		["the removal of its agent", { type: "remove-agent", agent: "a" }],
		["the end of the host", { type: "recover" }],
		["a withdrawal", { type: "withdraw", approval: "a1" }],
	] as [string, Command][]) {
		test(`is void with ${name}`, () => {
			const told = story();
			told.does(asks(permit()));
			expect(toldEntries(told.does(command).entries)).toContain("answered a1 refuse");
			expect(told.state.approvals).toEqual([]);
			expect(told.does({ type: "withdraw", approval: "a1" }).entries).toEqual([]);
		});
	}
});

test("an agent's tightening changes rule and policy, and takes what waits when it mutes", () => {
	const told = story();
	told.does(busy("a"), asks(startOf()), answer("run-forward"));
	told.does({ type: "observe", monitor: "m1", draft: draftOf("x") });
	expect(told.waitingFor("a")).toEqual(["e1"]);
	const spec = { ...told.monitor("m1").spec, match: "FAIL" };
	const retune: Command = { type: "retune", monitor: "m1", spec, policy: "mute" };
	expect(toldEntries(told.does(retune).entries)).toEqual([
		"monitor-tuned m1",
		"policy m1 mute by agent",
		"verdict e1 muted by policy",
	]);
	expect(told.monitor("m1")).toMatchObject({ spec: { match: "FAIL" }, policy: "mute" });
	expect(toldEntries(told.does(retune).entries)).toEqual(["monitor-tuned m1"]);
	expect(told.does({ ...retune, monitor: "m9" }).entries).toEqual([]);
});
