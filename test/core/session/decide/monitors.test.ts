import { describe, expect, test } from "vitest";
import type { Command } from "../../../../src/model/command.ts";
import type { Limits } from "../../../../src/model/entry.ts";
import { observe, running, Story, specOf, start, toldEffects, toldEntries } from "../scene.ts";

const ended = (monitor: string, exitCode = 0): Command => ({ type: "monitor-ended", monitor, exitCode });
const stop = (monitor: string, how: "term" | "kill" = "term"): Command => ({ type: "stop", monitors: [monitor], how });
const restart = (...monitors: string[]): Command => ({ type: "restart", monitors });
const tests = running("tests", "m1");

describe("a command becomes entries and effects", () => {
	for (const [name, history, command, entries, effects] of [
		["start", [], start("tests"), ["monitor-added m1"], ["start m1 run 1"]],
		["start of an ended one", [...tests, ended("m1")], start("tests"), ["monitor-added m1"], ["start m1 run 2"]],
		["stop", tests, stop("tests"), ["stopping m1 term by person"], ["stop m1 term"]],
		["kill by id", tests, stop("m1", "kill"), ["stopping m1 kill by person"], ["stop m1 kill"]],
		["stop twice", [...tests, stop("m1")], stop("m1", "kill"), ["stopping m1 kill by person"], ["stop m1 kill"]],
		["restart of a running one", tests, restart("m1"), ["stopping m1 term by person restart"], ["stop m1 term"]],
		["restart of an ended one", [...tests, ended("m1")], restart("m1"), ["monitor-added m1"], ["start m1 run 2"]],
		["the end", tests, ended("m1"), ["monitor-ended m1"], []],
		[
			"the end of one that is to run again",
			[...tests, restart("m1")],
			ended("m1"),
			["monitor-ended m1", "monitor-added m1"],
			["start m1 run 2"],
		],
		[
			"the end after a stop took the restart back",
			[...tests, restart("m1"), stop("m1", "kill")],
			ended("m1"),
			["monitor-ended m1"],
			[],
		],
		[
			"a restart asked for while it stops",
			[...tests, stop("m1"), restart("m1")],
			ended("m1"),
			["monitor-ended m1", "monitor-added m1"],
			["start m1 run 2"],
		],
		["a failed start", [start("tests")], failedStart("m1"), ["monitor-failed m1"], []],
		["an end by a cap", tests, byCap("m1"), ["stopping m1 term by cap"], ["stop m1 term"]],
		["an end by a cap of one that stops", [...tests, stop("m1")], byCap("m1"), [], []],
		["an end by a cap of one that ended", [...tests, ended("m1")], byCap("m1"), [], []],
		["an end by a cap of an unknown one", [], byCap("m9"), [], []],
		["over the rate cap: mute", tests, { type: "over-cap", monitor: "m1" }, ["policy m1 mute by cap", "noticed"], []],
		["over the rate cap: unknown", [], { type: "over-cap", monitor: "m9" }, [], []],
		[
			"the same monitor named twice",
			tests,
			{ type: "stop", monitors: ["m1", "tests"], how: "term" },
			["stopping m1 term by person"],
			["stop m1 term"],
		],
		["a notice", [], { type: "notice", text: "hear" }, ["noticed"], []],
		["the close", [], { type: "close" }, ["session-closed"], []],
	] as [string, Command[], Command, string[], string[]][]) {
		test(name, () => {
			const story = new Story();
			story.does(...history);
			const decision = story.does(command);
			expect(toldEntries(decision.entries)).toEqual(entries);
			expect(toldEffects(decision.effects)).toEqual(effects);
		});
	}

	test.each([
		["mute", "hold", ["policy m1 mute by cap", "noticed"]],
		["hold", "auto", ["policy m1 hold by cap", "noticed"]],
		["hold", "hold", []],
		["hold", "mute", []],
		["kill", "auto", ["stopping m1 term by cap"]],
	] as const)("over the rate cap: %s with policy %s", (overCap, policy, entries) => {
		const story = new Story();
		story.does(...running("tests", "m1", { policy, caps: { overCap } }));
		expect(toldEntries(story.does({ type: "over-cap", monitor: "m1" }).entries)).toEqual(entries);
	});
});

describe("a refusal has a code, a message and changes nothing", () => {
	const three: Limits = { monitors: 3, runs: 0, turnsInRow: 0, turnsPerHour: 0, idleMs: 0 };
	const full = [...tests, ...running("b", "m2"), ...running("c", "m3")];
	for (const [name, limits, history, command, code, message] of [
		["a name twice", {}, tests, start("tests"), "name-taken", /"tests" is running/],
		["a name like an id", {}, tests, start("m7"), "name-taken", /ids/],
		["an unknown monitor", {}, tests, stop("nope"), "unknown-monitor", /"nope"/],
		["one unknown among many", {}, tests, restart("tests", "nope"), "unknown-monitor", /"nope"/],
		["a property of every object", {}, tests, stop("constructor"), "unknown-monitor", /"constructor"/],
		["an ended monitor", {}, [...tests, ended("m1")], stop("tests"), "not-allowed", /ended already/],
		["too many monitors", three, full, start("d"), "over-cap", /cap is 3/],
		[
			"too many by restarts",
			three,
			[...full, ended("m1"), ended("m2"), ...running("d", "m4")],
			restart("m1", "m2"),
			"over-cap",
			/cap is 3/,
		],
		["too many runs", { runs: 2 }, [...tests, ended("m1"), ...running("b", "m2")], start("c"), "over-cap", /cap is 2/],
		[
			"too many runs by restarts",
			{ runs: 3 },
			[...tests, ...running("b", "m2")],
			restart("m1", "m2"),
			"over-cap",
			/cap is 3/,
		],
		[
			"the policy of an unknown one",
			{},
			[],
			{ type: "set-policy", monitors: ["x"], policy: "auto" },
			"unknown-monitor",
			/"x"/,
		],
	] as [string, Partial<Limits>, Command[], Command, string, RegExp][]) {
		test(name, () => {
			const story = new Story(limits);
			story.does(...history);
			const failure = story.refuses(command);
			expect(failure.code).toBe(code);
			expect(failure.message).toMatch(message);
			expect(failure.remedy).toBeTruthy();
		});
	}

	test("a restart of a running monitor needs no further place", () => {
		const story = new Story(three);
		story.does(...full, restart("tests"), ended("m1"));
		expect(story.monitor("m1").state).toBe("running");
	});

	test("a zero lifts the caps", () => {
		const story = new Story({ monitors: 0, runs: 0 });
		for (let n = 1; n <= 30; n += 1) story.does(...running(`n${n}`, `m${n}`));
		expect(Object.keys(story.state.monitors)).toHaveLength(30);
	});
});

describe("a free name", () => {
	const any = (name: string): Command => ({ type: "start", spec: specOf(name), anyName: true });
	for (const [name, taken, asked, given] of [
		["a taken one gets a number", ["x"], "x", "x-2"],
		["and the next one the next", ["x", "x-2"], "x", "x-3"],
		["one like an id gets a number too", [], "m4", "m4-2"],
		["a long one stays within its bound", ["y".repeat(80)], "y".repeat(80), `${"y".repeat(78)}-2`],
		["no character is split", [`${"z".repeat(77)}👍z`], `${"z".repeat(77)}👍z`, `${"z".repeat(77)}-2`],
		["a free one stays", ["x"], "z", "z"],
	] as const) {
		test(name, () => {
			const story = new Story();
			for (const name of taken) story.does(start(name));
			const { monitor } = story.does(any(asked));
			expect(story.monitor(monitor ?? "").spec.name).toBe(given);
		});
	}
});

describe("the state of a monitor", () => {
	test.each<[string, Command[], object]>([
		["runs", tests, { state: "running", runs: 1, sandboxed: true }],
		["ended by itself", [...tests, ended("m1", 3)], { state: "exited", exitCode: 3 }],
		["was ended", [...tests, stop("m1"), ended("m1", 143)], { state: "killed", exitCode: 143 }],
		[
			"ended by a signal",
			[...tests, { type: "monitor-ended", monitor: "m1", signal: "SIGSEGV" }],
			{ state: "exited", signal: "SIGSEGV" },
		],
		[
			"could not start",
			[start("tests"), failedStart("m1")],
			{ state: "failed", failure: { code: "command-not-found" }, runs: 0 },
		],
		["ended by a cap says why", [...tests, byCap("m1"), ended("m1")], { state: "killed", reason: "its time is over" }],
		[
			"muted by a cap says why",
			[...tests, { type: "over-cap", monitor: "m1" }],
			{ policy: "mute", reason: "over its rate cap for 60 s" },
		],
	])("%s", (_name, history, expected) => {
		const story = new Story();
		story.does(...history);
		expect(story.monitor("m1")).toMatchObject(expected);
	});

	test.each<[string, Command]>([
		["a new start", start("tests")],
		["a restart", restart("m1")],
	])("%s forgets how the last run ended, before and after it began", (_name, again) => {
		const story = new Story();
		story.does(...tests, observe("m1", "kept"), byCap("m1"), ended("m1", 7), again);
		for (const step of ["added", "started"]) {
			const monitor = story.monitor("m1");
			expect(monitor.state, step).toBe("running");
			for (const stale of ["exitCode", "signal", "failure", "endedAt", "reason", "stopping"]) {
				expect(monitor, step).not.toHaveProperty(stale);
			}
			expect(monitor.events.map((event) => event.text)).toEqual(["kept"]);
			if (step === "added") story.does({ type: "monitor-started", monitor: "m1", sandboxed: false });
		}
		expect(story.monitor("m1")).toMatchObject({ runs: 2, sandboxed: false });
	});

	test("a failed restart forgets the exit code of the run before", () => {
		const story = new Story();
		story.does(...tests, ended("m1", 7), restart("m1"), failedStart("m1"));
		expect(story.monitor("m1")).toMatchObject({ state: "failed", failure: { message: "no such command" } });
		expect(story.monitor("m1").exitCode).toBeUndefined();
	});

	test("a new start with another spec keeps the place and the id", () => {
		const story = new Story();
		story.does(...tests, ...running("b", "m2"), ended("m1"), start("tests", { command: ["other"], policy: "auto" }));
		expect(Object.values(story.state.monitors).map((monitor) => monitor.spec.command)).toEqual([["other"], ["true"]]);
		expect(story.monitor("m1").policy).toBe("auto");
	});

	test("a mute outlives a restart, and so does what it returns to", () => {
		const story = new Story();
		story.does(...running("tests", "m1", { policy: "auto" }), { type: "set-policy", monitors: ["m1"], policy: "mute" });
		story.does(ended("m1"), restart("m1"), { type: "monitor-started", monitor: "m1", sandboxed: true });
		expect(story.monitor("m1")).toMatchObject({ policy: "mute", policyBeforeMute: "auto" });
		story.does(ended("m1"), restart("m1"));
		expect(story.monitor("m1")).toMatchObject({ policy: "mute", policyBeforeMute: "auto" });
	});

	test("a person's change of policy takes the cap's reason away", () => {
		const story = new Story();
		story.does(...tests, { type: "over-cap", monitor: "m1" });
		story.does({ type: "set-policy", monitors: ["m1"], policy: story.monitor("m1").policyBeforeMute });
		expect(story.monitor("m1").policy).toBe("hold");
		expect(story.monitor("m1").reason).toBeUndefined();
	});
});

test("a mute of before is not why a person's kill ended it", () => {
	const story = new Story();
	story.does(...tests, { type: "over-cap", monitor: "m1" }, { type: "stop", monitors: ["m1"], how: "term" });
	expect(story.monitor("m1").reason).toBeUndefined();
});

describe("recovery", () => {
	test("what ran ended when its host was last heard of", () => {
		const story = new Story();
		story.does(...tests);
		const lastAt = story.now;
		story.does({ type: "notice", text: "later" }, { type: "recover", lastAt });
		expect(story.monitor("m1").endedAt).toBe(lastAt);
	});

	test("what ran runs no more, and the person is told", () => {
		const story = new Story();
		story.does(
			...tests,
			...running("b", "m2", { policy: "auto" }),
			ended("m1"),
			observe("m2", "one"),
			observe("m2", "two"),
		);
		const decision = story.does({ type: "recover" });
		expect(toldEntries(decision.entries)).toEqual([
			"stopping m2 kill by host",
			"monitor-ended m2",
			"agent playbook dead",
			"ended t1 failed",
			"noticed",
		]);
		expect(decision.effects).toEqual([]);
		expect(story.waiting).toEqual(["e2"]);
		expect(story.monitor("m2")).toMatchObject({ state: "killed", signal: "SIGKILL", reason: "the host ended" });
		expect(story.talk.messages.map((message) => message.text)).toContain("the agent failed: the host ended");
	});

	test("what waited goes out when the agent runs again", () => {
		const story = new Story();
		story.does(...running("b", "m1", { policy: "auto" }), observe("m1", "one"), observe("m1", "two"));
		story.does({ type: "recover" }, { type: "restart-agent", agent: "playbook" });
		const ready = story.does({ type: "agent-changed", agent: "playbook", state: "ready" });
		expect(toldEffects(ready.effects)).toEqual(["prompt t2 [e2]"]);
	});

	test("a session in which nothing ran has lost its agents alone", () => {
		const story = new Story();
		story.does(...tests, ended("m1"));
		expect(toldEntries(story.does({ type: "recover" }).entries)).toEqual(["agent playbook dead"]);
		const none = new Story({}, []);
		expect(none.does({ type: "recover" }).entries).toEqual([]);
	});
});

function failedStart(monitor: string): Command {
	return { type: "monitor-failed", monitor, failure: { code: "command-not-found", message: "no such command" } };
}

function byCap(monitor: string): Command {
	return { type: "end-by-cap", monitor, reason: "its time is over" };
}
