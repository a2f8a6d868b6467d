import { describe, expect, test } from "vitest";
import type { Command } from "../../../../src/model/command.ts";
import { observe, running, Story, start, toldEffects, toldEntries } from "../scene.ts";

const tests = running("tests", "m1");
const ended = (monitor: string, exitCode = 0): Command => ({ type: "monitor-ended", monitor, exitCode });

describe("clearing", () => {
	const clear = (...monitors: string[]): Command => ({ type: "remove", monitors });

	test("takes an ended monitor away, lets its held events go, and refuses what was asked of it", () => {
		const story = new Story();
		story.does(...tests, observe("m1", "held"), ended("m1", 1));
		story.does({ type: "propose", proposal: { type: "restart", monitor: "m1" }, by: "agent", why: "it failed" });
		const decision = story.does(clear("tests"));
		expect(toldEntries(decision.entries)).toEqual([
			"verdict e1 dropped by person",
			"answered a1 refuse",
			"monitor-removed m1",
		]);
		expect(toldEffects(decision.effects)).toEqual(["forget m1"]);
		expect(story.state).toMatchObject({ monitors: {}, approvals: [] });
		expect(story.does(start("tests")).monitor).toBe("m2");
	});

	test("takes a start that failed away", () => {
		const story = new Story();
		const failure = { code: "command-not-found", message: "no such command" } as const;
		const failed: Command = { type: "monitor-failed", monitor: "m1", failure };
		story.does(start("tests"), failed, clear("m1"));
		expect(story.state.monitors).toEqual({});
	});

	test("is refused for all when one is running, unknown, or on its way to the agent", () => {
		const story = new Story();
		story.does(...tests, ...running("b", "m2", { policy: "auto" }), observe("m2", "one"), observe("m2", "two"));
		story.does(ended("m2"));
		expect(story.refuses(clear("m2", "m1"))).toMatchObject({ code: "not-allowed" });
		expect(story.refuses(clear("m2")).message).toBe('events of "b" are on their way to the agent');
		expect(story.refuses(clear("m9")).code).toBe("unknown-monitor");
		story.does({ type: "drop", events: ["e2"] }, clear("m2"));
		expect(story.refuses(clear("m1")).message).toBe('monitor "tests" is running');
	});
});
