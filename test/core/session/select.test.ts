import { describe, expect, test } from "vitest";
import {
	allEvents,
	findEvents,
	findMonitor,
	findMonitors,
	needsPerson,
	totals,
} from "../../../src/core/session/select.ts";
import type { Command } from "../../../src/model/command.ts";
import { draftOf, observe, running, Story, start } from "./scene.ts";

function twoMonitors(): Story {
	const story = new Story();
	story.does(...running("tests", "m1"), ...running("build", "m2", { policy: "mute" }));
	story.does(observe("m2", "b1"), observe("m1", "t1"), observe("m2", "b2"));
	return story;
}

describe("a monitor is found", () => {
	for (const [name, id] of [
		["tests", "m1"],
		["m2", "m2"],
		["build", "m2"],
	] as const) {
		test(`as ${name}`, () => {
			const found = findMonitor(twoMonitors().state, name);
			expect(found.ok && found.value.id).toBe(id);
		});
	}

	test("or the remedy names those that are here", () => {
		expect(findMonitor(twoMonitors().state, "tets")).toMatchObject({
			ok: false,
			failure: { code: "unknown-monitor", message: 'no monitor named "tets"', remedy: "Monitors here: tests, build." },
		});
		expect(findMonitor(new Story().state, "x")).toMatchObject({
			failure: { remedy: expect.stringContaining("no monitor yet") },
		});
	});

	test("several, each once, in the order asked", () => {
		const found = findMonitors(twoMonitors().state, ["build", "m1", "m2"]);
		expect(found.ok && found.value.map((monitor) => monitor.id)).toEqual(["m2", "m1"]);
	});
});

describe("events", () => {
	test("are found by id and by number, in the order asked", () => {
		const found = findEvents(twoMonitors().state, ["3", "e1", "e3"]);
		expect(found.ok && found.value.map((event) => event.text)).toEqual(["b2", "b1"]);
	});

	test("are listed oldest first over all monitors, by number and not by letter", () => {
		const story = twoMonitors();
		for (let n = 4; n <= 11; n += 1) story.does(observe(n % 2 === 0 ? "m1" : "m2", `${n}`));
		expect(allEvents(story.state).map((event) => event.id)).toEqual(Array.from({ length: 11 }, (_, n) => `e${n + 1}`));
	});
});

describe("a pane asks for the person", () => {
	const ends = (rest: object): Command => ({ type: "monitor-ended", monitor: "m1", ...rest });
	const suppress: Command = { type: "suppress", monitor: "m1", draft: draftOf("x", "suppression") };
	const rows: [name: string, commands: Command[], needs: boolean][] = [
		["not while it runs", running("tests", "m1"), false],
		["with a held event", [...running("tests", "m1"), observe("m1", "x")], true],
		[
			"not once that is dropped",
			[...running("tests", "m1"), observe("m1", "x"), { type: "drop", events: ["e1"] }],
			false,
		],
		["over its cap", [...running("tests", "m1"), suppress], true],
		["not after a good end", [...running("tests", "m1"), ends({ exitCode: 0 })], false],
		["after a failure", [...running("tests", "m1"), ends({ exitCode: 2 })], true],
		["after a signal", [...running("tests", "m1"), ends({ signal: "SIGSEGV" })], true],
		[
			"not when it was ended",
			[...running("tests", "m1"), { type: "stop", monitors: ["m1"], how: "kill" }, ends({ signal: "SIGKILL" })],
			false,
		],
		[
			"when it could not start",
			[start("tests"), { type: "monitor-failed", monitor: "m1", failure: { code: "internal", message: "" } }],
			true,
		],
	];
	for (const [name, commands, needs] of rows) {
		test(name, () => {
			const story = new Story();
			story.does(...commands);
			expect(needsPerson(story.monitor("m1"))).toBe(needs);
			expect(totals(story.state).needing).toBe(needs ? 1 : 0);
		});
	}

	test("totals", () => {
		expect(totals(twoMonitors().state)).toEqual({ held: 1, muted: 1, needing: 1 });
	});
});
