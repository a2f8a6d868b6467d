import { describe, expect, it } from "vitest";
import { historyBound, rememberSaid } from "../../../../src/tui/ui/compose/history.ts";
import { Person } from "../person.ts";

/** A session in which a person said these texts, one turn each. */
const after = (...texts: string[]) => {
	const person = new Person();
	for (const text of texts) person.happen({ type: "send", text }).turnEnds();
	return person.state;
};

describe("rememberSaid", () => {
	const check = (texts: string[], expected: string[]) =>
		it(`${JSON.stringify(texts)} gives ${JSON.stringify(expected)}`, () => {
			expect(rememberSaid(new Person().ui, after(...texts)).composer.history).toEqual(expected);
		});

	check([], []);
	check(["list", "what happened?"], ["list", "what happened?"]);
	check(["list", "list", "why", "list"], ["list", "why", "list"]);

	it("is bounded", () => {
		const texts = Array.from({ length: historyBound + 5 }, (_, index) => `text ${index}`);
		expect(rememberSaid(new Person().ui, after(...texts)).composer.history).toEqual(texts.slice(5));
	});

	it("keeps what is being written", () => {
		const writing = new Person().type("half");
		expect(rememberSaid(writing.ui, after("list")).composer.text).toBe("half");
	});
});
