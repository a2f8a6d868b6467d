import { describe, expect, test } from "vitest";
import type { Answer, Proposal } from "../../../../src/model/approval.ts";
import type { Command } from "../../../../src/model/command.ts";
import { running, Story, specOf, start, toldEffects, toldEntries } from "../scene.ts";

const propose = (proposal: Proposal, by: "agent" | "host" = "agent"): Command => ({
	type: "propose",
	proposal,
	by,
	why: "because",
});
const answer = (given: Answer, approval = "a1"): Command => ({ type: "answer", approval, answer: given });
const startTests: Proposal = { type: "start", spec: specOf("tests"), agents: [] };
const stopTests: Proposal = { type: "stop", monitor: "tests" };
const restartTests: Proposal = { type: "restart", monitor: "tests" };
const ended: Command = { type: "monitor-ended", monitor: "m1", exitCode: 0 };

describe("an answer", () => {
	type Row = [
		name: string,
		before: Command[],
		proposal: Proposal,
		answer: Answer,
		entries: string[],
		effects: string[],
	];
	const tests = running("tests", "m1");
	const rows: Row[] = [
		["run", [], startTests, "run", ["answered a1 run", "monitor-added m1"], ["start m1 run 1"]],
		["run-forward", [], startTests, "run-forward", ["answered a1 run-forward", "monitor-added m1"], ["start m1 run 1"]],
		["always", [], startTests, "always", ["answered a1 always", "monitor-added m1"], ["start m1 run 1", "remember a1"]],
		["refuse", [], startTests, "refuse", ["answered a1 refuse"], []],
		["run a stop", tests, stopTests, "run", ["answered a1 run", "stopping m1 term by agent"], ["stop m1 term"]],
		[
			"run a restart",
			[...tests, ended],
			restartTests,
			"run",
			["answered a1 run", "monitor-added m1"],
			["start m1 run 2"],
		],
		["a taken name", tests, startTests, "run", ["answered a1 run", "monitor-added m2"], ["start m2 run 1"]],
	];
	for (const [name, before, proposal, given, entries, effects] of rows) {
		test(name, () => {
			const story = new Story();
			story.does(...before, propose(proposal));
			const decision = story.does(answer(given));
			expect(toldEntries(decision.entries)).toEqual(entries);
			expect(toldEffects(decision.effects)).toEqual(effects);
			expect(story.state.approvals).toEqual([]);
		});
	}

	const policies: [asked: "hold" | "auto" | "mute", answer: Answer, given: string][] = [
		["hold", "run", "hold"],
		["hold", "run-forward", "auto"],
		["hold", "always", "hold"],
		["auto", "run", "hold"],
		["auto", "always", "hold"],
		["auto", "run-forward", "auto"],
		["mute", "run", "mute"],
	];
	for (const [asked, given, policy] of policies) {
		test(`asked for ${asked} and answered ${given}, it runs with ${policy}`, () => {
			const story = new Story();
			story.does(propose({ type: "start", spec: specOf("tests", { policy: asked }), agents: [] }), answer(given));
			expect(story.monitor("m1").policy).toBe(policy);
		});
	}
});

describe("a request", () => {
	test("waits, with who asked and why", () => {
		const story = new Story();
		expect(story.does(propose(startTests))).toMatchObject({ approval: "a1", effects: [] });
		expect(story.state.approvals).toMatchObject([{ id: "a1", by: "agent", why: "because", at: story.now }]);
	});

	test("is not asked twice while it waits, and again once it was answered", () => {
		const story = new Story();
		story.does(propose(startTests));
		expect(story.does(propose(startTests))).toMatchObject({ approval: "a1", entries: [] });
		story.does(answer("refuse"));
		expect(story.does(propose(startTests))).toMatchObject({ approval: "a2" });
	});

	test("leaves the others waiting when it is answered", () => {
		const story = new Story();
		story.does(propose(startTests), propose({ type: "start", spec: specOf("b"), agents: [] }), answer("refuse", "a1"));
		expect(story.state.approvals.map((approval) => approval.id)).toEqual(["a2"]);
	});

	test("stays when what was asked cannot be done, so that it can be answered again", () => {
		const story = new Story({ monitors: 1 });
		story.does(...running("b", "m1"), propose(startTests));
		expect(story.refuses(answer("run")).code).toBe("over-cap");
		expect(story.state.approvals).toHaveLength(1);
		story.does(ended, answer("run"));
		expect(story.monitor("m2").spec.name).toBe("tests");
	});

	const refusals: [name: string, before: Command[], refused: Command, code: string][] = [
		["an unknown one", [], answer("run", "a9"), "unknown-approval"],
		["one that was answered", [propose(startTests), answer("refuse")], answer("run"), "unknown-approval"],
		["a stop of nothing", [], propose(stopTests), "unknown-monitor"],
		["a restart of nothing", [], propose(restartTests), "unknown-monitor"],
		[
			"one too many",
			Array.from({ length: 20 }, (_, n) => propose({ type: "start", spec: specOf(`n${n}`), agents: [] })),
			propose(startTests),
			"over-cap",
		],
		["a stop of one that ended since", [start("tests"), propose(stopTests), ended], answer("run"), "not-allowed"],
	];
	for (const [name, before, refused, code] of refusals) {
		test(`is refused: ${name}`, () => {
			const story = new Story();
			story.does(...before);
			expect(story.refuses(refused).code).toBe(code);
		});
	}
});
