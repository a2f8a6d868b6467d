import { describe, expect, it } from "vitest";
import { foundInTalk } from "../../../../src/tui/ui/find/finding.ts";
import { Person } from "../person.ts";

function searched(query: string, offsets: readonly number[]): Person {
	const person = new Person().type(`/find ${query}`).press("Enter");
	expect(person.intents).toEqual([{ type: "find", query }]);
	person.ui = foundInTalk(person.ui, { query, offsets });
	return person;
}

describe("/find", () => {
	it("goes to the newest match, then further back, then around", () => {
		const person = searched("voucher", [4, 30]);
		expect([person.ui.talkScroll, person.note]).toEqual([4, "match 1 of 2: Ctrl+R goes on"]);
		expect(person.press("Ctrl+R").ui.talkScroll).toBe(30);
		expect(person.press("Ctrl+R").ui.talkScroll).toBe(4);
		expect(person.type("/find").press("Enter").ui.talkScroll).toBe(30);
	});

	it("says when there is no match, and marks nothing", () => {
		const person = searched("nothing", []);
		expect([person.note, person.ui.find]).toEqual(['the conversation does not hold "nothing"', undefined]);
	});

	it("needs a text the first time", () => {
		const person = new Person().type("/find").press("Enter");
		expect(person.note).toBe("/find needs a text to look for. For example: /find voucher");
	});

	it("ends when a message is sent", () => {
		expect(searched("x", [1]).type("on").press("Enter").ui.find).toBeUndefined();
	});
});

describe("Ctrl+R without a search", () => {
	it("begins to write one", () => {
		expect(new Person().press("Ctrl+R").type("it").ui.composer.text).toBe("/find it");
	});

	it("leaves what is being written alone", () => {
		const person = new Person().type("half").press("Ctrl+R");
		expect([person.ui.composer.text, person.note]).toEqual(["half", "/find TEXT searches the conversation"]);
	});
});
