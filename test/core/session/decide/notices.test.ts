import { describe, expect, test } from "vitest";
import { eventBounds } from "../../../../src/core/session/state.ts";
import type { Command } from "../../../../src/model/command.ts";
import { observe, running, Story, start } from "../scene.ts";

const tests = running("tests", "m1");
const ended = (monitor: string, exitCode = 0): Command => ({ type: "monitor-ended", monitor, exitCode });

describe("what a person would miss is said", () => {
	const notices = (story: Story) => story.entries.flatMap((entry) => (entry.type === "noticed" ? [entry.text] : []));

	test("a name that runs another command", () => {
		const story = new Story();
		story.does(...tests, ended("m1"), start("tests"));
		expect(notices(story)).toEqual([]);
		story.does(ended("m1"), start("tests", { command: ["make", "all"] }));
		expect(notices(story)).toEqual(["tests runs another command now: make all"]);
		const listening = start("tests", { command: [], socket: { url: "ws://h/", protocols: [] } });
		story.does(ended("m1"), listening, ended("m1"), listening);
		expect(notices(story).slice(1)).toEqual(["tests runs another command now: ws ws://h/"]);
	});

	test("a mute by the rate cap", () => {
		const story = new Story();
		story.does(...tests, { type: "over-cap", monitor: "m1" }, { type: "over-cap", monitor: "m1" });
		expect(notices(story)).toEqual([
			"tests is muted: over its rate cap for 60 s; m, or monmux unmute, lets its events through again.",
		]);
	});

	test("events that nobody answers and that are dropped, once a run", () => {
		const story = new Story();
		story.does(...tests);
		for (let n = 0; n < eventBounds.count + 3; n += 1) story.does(observe("m1", "held"));
		expect(notices(story)).toHaveLength(1);
		expect(notices(story)[0]).toMatch(/^tests has more events that are held or wait for an agent than are kept/);
	});
});
