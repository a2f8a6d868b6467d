import { describe, expect, it } from "vitest";
import { Person } from "../person.ts";

/** A busy agent, and messages that wait for the end of its turn. */
const busy = (...messages: string[]) => {
	const person = new Person().type("first").press("Enter");
	for (const message of messages) person.type(message).press("Enter");
	return person;
};

describe("Up in an empty composer", () => {
	it("takes the newest waiting message back", () => {
		const person = busy("one", "two").press("Up");
		expect(person.commands.at(-1)).toEqual({ type: "unsend", index: 1 });
		expect([person.ui.composer.text, person.talk().queued]).toEqual(["two", ["one"]]);
	});

	it("sends it anew when it was changed", () => {
		const person = busy("one").press("Up").type("!").press("Enter");
		expect(person.talk().queued).toEqual(["one!"]);
		expect(person.refused).toEqual([]);
	});

	it("takes it back from the agent that is shown", () => {
		const person = new Person()
			.joined("claude")
			.press("Ctrl+N")
			.type("a")
			.press("Enter")
			.type("b")
			.press("Enter", "Up");
		expect(person.commands.at(-1)).toEqual({ type: "unsend", index: 0, agent: "claude" });
		expect(person.talk("claude").queued).toEqual([]);
	});

	it("walks through history when nothing waits", () => {
		const person = busy().press("Up");
		expect([person.ui.composer.text, person.commands.length]).toEqual(["first", 1]);
	});

	it("walks through history while something is written", () => {
		const person = busy("one").type("x").press("Up");
		expect([person.ui.composer.text, person.talk().queued]).toEqual(["one", ["one"]]);
	});
});
