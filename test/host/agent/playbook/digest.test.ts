import { describe, expect, test } from "vitest";
import type { MonitorFacts } from "../../../../src/host/agent/backend.ts";
import { describeEnd, digest } from "../../../../src/host/agent/playbook/digest.ts";
import type { MonitorStory } from "../../../../src/host/agent/playbook/story.ts";
import { emptyStory } from "../../../../src/host/agent/playbook/story.ts";
import { facts, minute, start } from "./fake-desk.ts";

const now = start + 60 * minute;
const since = start + 30 * minute;
const none = { total: 0, held: 0, forwarded: 0, muted: 0, dropped: 0, suppressed: 0 };
const red: MonitorStory = {
	...emptyStory,
	reds: { test: { title: "adds fails", place: "/home/me/shop/a.ts:4", since: start + 50 * minute } },
};

function lines(monitors: readonly MonitorFacts[], stories: Record<string, MonitorStory> = {}): string[] {
	return digest({ facts: monitors, stories, since, cwd: "/home/me/shop" }, now);
}

describe("a digest", () => {
	test("is empty when nothing happened", () => {
		expect(lines([])).toEqual([]);
		expect(lines([facts("tests")])).toEqual([]);
		expect(lines([facts("tests", { state: "exited", exitCode: 1, endedAt: start + minute })])).toEqual([]);
	});

	test("tells starts, ends and events by verdict", () => {
		const counts = { ...none, total: 5, held: 2, forwarded: 3 };
		const monitor = facts("deploy", {
			startedAt: start + 40 * minute,
			endedAt: start + 43 * minute,
			state: "exited",
			exitCode: 1,
			counts,
		});
		expect(lines([monitor])).toEqual([
			"deploy: started 20 min ago, ended with exit 1 17 min ago, 5 events (2 held, 3 forwarded)",
		]);
	});

	test("tells what is red, since when and where", () => {
		expect(lines([facts("tests")], { m1: red })).toEqual(["tests: red for 10 min: adds fails (a.ts:4)"]);
	});

	test("tells what became green, and what went wrong in between", () => {
		const finding = { family: "http", tone: "red", title: "GET / answers 500", more: 0 } as const;
		const trouble = { finding, at: start + 45 * minute, excerpt: [] };
		const green = { ...emptyStory, greenSince: start + 40 * minute };
		expect(lines([facts("tests")], { m1: green })).toEqual(["tests: green now"]);
		expect(lines([facts("tests")], { m1: { ...green, trouble } })).toEqual([
			"tests: green now, last trouble: GET / answers 500",
		]);
		expect(
			lines([facts("tests")], { m1: { ...emptyStory, greenSince: start, trouble: { ...trouble, at: start } } }),
		).toEqual([]);
	});

	test("puts first what needs the person, in at most eight lines", () => {
		const quiet = { ...none, total: 1, forwarded: 1 };
		const monitors = Array.from({ length: 10 }, (_, at) => facts(`quiet ${at}`, { id: `q${at}`, counts: quiet }));
		const held = facts("held", { id: "h", counts: { ...none, total: 1, held: 1 } });
		const failed = facts("failed", { id: "f", state: "exited", exitCode: 2, endedAt: now });
		const said = lines([...monitors, held, failed, facts("tests")], { m1: red });
		expect(said.slice(0, 3).map((line) => line.split(":")[0])).toEqual(["tests", "failed", "held"]);
		expect(said).toHaveLength(8);
		expect(said.at(-1)).toBe("and 6 more monitors (see: list)");
		expect(lines(monitors.slice(0, 8))).toHaveLength(8);
	});
});

test.each<[Partial<MonitorFacts>, string]>([
	[{ state: "running" }, "running"],
	[{ state: "exited", exitCode: 3 }, "ended with exit 3"],
	[{ state: "killed", signal: "SIGKILL" }, "killed by SIGKILL"],
	[{ state: "failed" }, "could not start"],
	[{ state: "killed" }, "killed"],
])("%o is %s", (more, expected) => expect(describeEnd(facts("x", more))).toBe(expected));
