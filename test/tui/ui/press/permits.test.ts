import { describe, expect, it } from "vitest";
import type { Choice } from "../../../../src/model/agent.ts";
import { cardAnswers } from "../../../../src/tui/ui/offer/card-answers.ts";
import { Person } from "../person.ts";

const all: Choice[] = [
	{ id: "once", label: "Allow once", kind: "allow-once" },
	{ id: "ever", label: "Yes, and do not ask again", kind: "allow-always" },
	{ id: "no", label: "Reject", kind: "reject-once" },
	{ id: "never", label: "Reject always", kind: "reject-always" },
];

function atCard(choices: Choice[] = all): Person {
	const call = { id: "c", title: "Edit a.ts", status: "waiting" as const };
	const person = new Person().joined("claude").proposes({ type: "permit", permission: { call, choices } }, "claude");
	return person.press("Tab").wait(300);
}

describe("a permission", () => {
	const check = (key: string, choice: string, answer: string) =>
		it(`${key} gives ${choice}`, () => {
			const person = atCard().press(key);
			expect(person.commands).toEqual([{ type: "answer", approval: "a1", answer, choice }]);
			expect([person.refused, person.state.approvals]).toEqual([[], []]);
		});

	check("a", "once", "run");
	check("A", "ever", "always");
	check("r", "no", "refuse");
	check("R", "never", "refuse");
	check("1", "once", "run");
	check("4", "never", "refuse");

	it("has numbers for choices of one kind, and the letter for the first", () => {
		const twice: Choice[] = [all[0] as Choice, { id: "other", label: "Allow in a copy", kind: "allow-once" }];
		expect(atCard(twice).press("a").commands[0]).toMatchObject({ choice: "once" });
		expect(atCard(twice).press("2").commands[0]).toMatchObject({ choice: "other" });
	});

	it("can always be refused", () => {
		const person = atCard(all.slice(0, 1));
		expect(person.press("R").commands).toEqual([{ type: "answer", approval: "a1", answer: "refuse" }]);
	});

	it("says when there is no such answer, and stays", () => {
		const person = atCard(all.slice(0, 1)).press("A");
		expect([person.note, person.intents, person.ui.focus]).toEqual([
			"the agent offers no such answer here",
			[],
			"card",
		]);
		expect(person.press("f").note).toBe("this request starts nothing that could be forwarded");
	});

	it("says what an answer means, whatever the agent calls it", () => {
		const approval = atCard().state.approvals[0];
		if (!approval) throw new Error("no request");
		expect(cardAnswers(approval).map((one) => one.label)).toEqual([
			"allow once",
			"allow always: Yes, and do not ask again",
			"reject",
			"reject always",
		]);
	});
});
