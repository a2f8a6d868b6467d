import { describe, expect, it } from "vitest";
import type { BindingId } from "../../../../src/tui/keys/key-table.ts";
import { keyTable } from "../../../../src/tui/keys/key-table.ts";
import { cardAnswers } from "../../../../src/tui/ui/offer/card-answers.ts";
import { whyNot } from "../../../../src/tui/ui/offer/why-not.ts";
import { Person, specOf } from "../person.ts";

const idle = () => new Person().running("tests").press("Tab");

describe("whyNot", () => {
	const check = (id: BindingId, person: () => Person, expected: string | undefined) =>
		it(`${id}: ${expected ?? "nothing against it"}`, () => {
			const { ui, state } = person();
			expect(whyNot(id, ui, state)).toBe(expected);
		});
	const held = () => idle().prints("tests", "one", "two");
	const auto = () => idle().press("a").prints("tests", "one", "two");

	check("forward", held, undefined);
	check("drop", held, undefined);
	check("forward-held", held, undefined);
	check("drop-held", held, undefined);
	check("copy", held, undefined);
	check("forward", () => idle().press("m").prints("tests", "one"), undefined);
	check("drop", () => idle().press("m").prints("tests", "one"), "nothing is held here");
	check("drop", () => idle().press("m").prints("tests", "one").press("k"), "event e1 is not held: it is muted");
	check("forward", auto, "nothing is held here");
	check("drop", auto, "nothing is held here");
	check("forward", () => auto().press("j"), "event e2 waits for the agent already");
	check("drop", () => auto().press("j"), undefined);
	check("forward", () => auto().press("k"), "event e1 was handed to the agent already");
	check("undo", () => held().press("d"), undefined);
	check("undo", () => held().press("F"), "the event was handed to the agent already");
	check("kill", idle, undefined);
	check("kill", () => idle().press("X"), "tests is being stopped: X ends it at once");
	check("kill-now", () => idle().press("x"), undefined);
	check("clear", idle, "tests still runs: x ends it");
	check("clear", () => idle().ends("tests"), undefined);
	check("restart", () => idle().ends("tests", 1), undefined);
	check("attach", () => idle().happen({ type: "stop", monitors: ["tests"], how: "term" }), undefined);
	check("next-match", () => idle().press("/", "x", "Enter"), 'no match for "x"');
	check("next-needing", held, undefined);
	check("interrupt", () => idle().happen({ type: "send", text: "hi" }), undefined);
	check("page-on", idle, "all panes are on this page");
	check("help", () => new Person(), undefined);
	check("send", () => new Person({ watch: true }), "this view only watches: monmux attach opens one with keys");
	check("leave-detach", () => new Person({ watch: true }), undefined);

	it("keeps a watcher from everything that changes the session, and from nothing else", () => {
		const { ui, state } = new Person({ watch: true }).running("tests").prints("tests", "one");
		for (const { id, acts } of keyTable) {
			expect(whyNot(id, ui, state)?.startsWith("this view only watches") ?? false, id).toBe(acts === true);
		}
	});

	it("is one line for a person", () => {
		const persons = [new Person(), idle(), held(), auto(), idle().ends("tests"), new Person({ watch: true })];
		for (const { ui, state } of persons) {
			for (const { id } of keyTable) expect(whyNot(id, ui, state) ?? "fine", id).toMatch(/^[^\n.]{4,80}$/);
		}
	});
});

describe("cardAnswers", () => {
	const approval = { id: "a1", at: 1, by: "agent" as const, why: "" };

	it("offers forwarding only where something is started", () => {
		const start = cardAnswers({ ...approval, proposal: { type: "start", spec: specOf("new"), agents: [] } });
		expect(start.map((one) => one.answer)).toEqual(["run", "run-forward", "always", "refuse"]);
		const stop = cardAnswers({ ...approval, proposal: { type: "stop", monitor: "m1" } });
		expect(stop.map((one) => one.answer)).toEqual(["run", "always", "refuse"]);
	});

	it("names a key of the table for each answer", () => {
		const known = keyTable.filter((one) => one.where === "card").map((one) => one.id as string);
		const start = cardAnswers({ ...approval, proposal: { type: "start", spec: specOf("new"), agents: [] } });
		for (const one of start) expect(known).toContain(one.binding);
	});
});
