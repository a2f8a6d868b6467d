import { describe, expect, it } from "vitest";
import { undoBounds } from "../../../../src/tui/ui/compose/edit.ts";
import { historyBound } from "../../../../src/tui/ui/compose/history.ts";
import { composerLimit } from "../../../../src/tui/ui/compose/insert.ts";
import { Person, pasteOf } from "../person.ts";

/** A composer with its cursor where the bar is. */
function composerAt(text: string): Person {
	const person = new Person();
	const cursor = text.indexOf("|");
	const composer = { ...person.ui.composer, text: text.replace("|", ""), cursor };
	person.ui = { ...person.ui, composer };
	return person;
}

function shown({ ui: { composer } }: Person): string {
	return `${composer.text.slice(0, composer.cursor)}|${composer.text.slice(composer.cursor)}`;
}

describe("editing keys", () => {
	const check = (before: string, keys: string, after: string) =>
		it(`${JSON.stringify(before)} ${keys} gives ${JSON.stringify(after)}`, () => {
			expect(shown(composerAt(before).press(...keys.split(" ")))).toBe(after);
		});

	check("|", "a b Space c", "ab c|");
	check("ac|", "Left b", "ab|c");
	check("ab|", "Left Left Left x", "x|ab");
	check("|ab", "Right Right Right x", "abx|");
	check("a👨‍👩‍👧‍👦|b", "Left", "a|👨‍👩‍👧‍👦b");
	check("a|👨‍👩‍👧‍👦b", "Right", "a👨‍👩‍👧‍👦|b");
	check("é|", "Backspace", "|");
	check("e\u0301|x", "Backspace", "|x");
	check("🇩🇪|🇫🇷", "Delete", "🇩🇪|");
	check("|", "Backspace", "|");
	check("a|", "Delete", "a|");
	check("ab|", "Ctrl+B x", "ax|b");
	check("|ab", "Ctrl+F x", "ax|b");
	check("one two, three|", "Ctrl+Left", "one two, |three");
	check("one two, |three", "Alt+b", "one |two, three");
	check("|one two", "Ctrl+Right", "one| two");
	check("one|, two", "Alt+f", "one, two|");
	check("|", "Ctrl+Left Ctrl+Right", "|");
	check("one\ntwo|\nthree", "Home", "one\n|two\nthree");
	check("one\nt|wo\nthree", "Ctrl+E", "one\ntwo|\nthree");
	check("|one", "End", "one|");
	check("one t|wo", "Ctrl+A", "|one two");
	check("one two|", "Ctrl+W", "one |");
	check("run ./a.sh  |", "Ctrl+W", "run |");
	check("one a.b|", "Alt+Backspace", "one a.|");
	check("|one two", "Alt+d", "| two");
	check("one |two\nthree", "Ctrl+K", "one |\nthree");
	check("one|\ntwo", "Ctrl+K", "one|two");
	check("one two|\nthree", "Ctrl+U", "|\nthree");
	check("one two|", "Ctrl+W Home Ctrl+Y", "two|one ");
	check("one|", "Ctrl+Y", "one|");
	check("one|", "Alt+Enter a", "one\na|");
	check("one|", "Ctrl+J a", "one\na|");
	check("one\\|", "Enter a", "one\na|");
	check("one\\|two", "Enter", "one\n|two");
	check("one\ntwo|", "Up", "one|\ntwo");
	check("on|e\ntwo", "Down", "one\ntw|o");
	check("long line|\nx", "Down Up", "l|ong line\nx");
	check("日本|\nabc", "Down", "日本\nab|c");
	check("a|", "Ctrl+Q", "a|");
});

describe("undo", () => {
	const check = (keys: string, after: string) =>
		it(`${keys} gives ${JSON.stringify(after)}`, () => {
			expect(shown(composerAt("|").press(...keys.split(" ")))).toBe(after);
		});

	check("a b c Ctrl+_", "|");
	check("a b Space c d Ctrl+_", "ab |");
	check("a b Space c d Ctrl+_ Ctrl+_", "ab|");
	check("a b Left c Ctrl+_", "a|b");
	check("a b Ctrl+U Ctrl+_", "ab|");
	check("a Ctrl+_ Ctrl+_ Ctrl+_", "|");
	check("a b Ctrl+C Ctrl+_", "ab|");

	it("remembers no more than its bounds", () => {
		const person = composerAt("|");
		for (let n = 0; n < undoBounds.count * 2; n += 1) person.press("x", "Left", "Right");
		expect(person.ui.composer.past.length).toBe(undoBounds.count);
		for (let n = 0; n < 20; n += 1) person.press(pasteOf("y".repeat(9000)));
		const characters = person.ui.composer.past.reduce((sum, one) => sum + one.text.length, 0);
		expect(characters).toBeLessThanOrEqual(undoBounds.characters);
	});
});

describe("paste", () => {
	const check = (pasted: string, after: string) =>
		it(`puts ${JSON.stringify(pasted)} in as ${JSON.stringify(after)}`, () => {
			expect(shown(composerAt("<|>").press(pasteOf(pasted)))).toBe(after);
		});

	check("one\ntwo\n", "<one\ntwo\n|>");
	check("one\r\ntwo\rthree", "<one\ntwo\nthree|>");
	check("\u001b[31mred\u001b[0m\u0007", "<[31mred[0m|>");
	check("a\tb", "<a    b|>");
	check("\u009b1m", "<1m|>");
	check("\ud800x", "<\ufffdx|>");
	check("", "<|>");

	it("is never a command, and sends nothing", () => {
		const person = composerAt("|").press(pasteOf("/quit\n"), pasteOf("\u0003\u0004\r"));
		expect(person.intents).toEqual([]);
		expect(person.ui.overlay).toBeUndefined();
	});

	it("says what did not fit", () => {
		const person = composerAt("|").press(pasteOf("x".repeat(composerLimit + 5)));
		expect(person.ui.composer.text.length).toBe(composerLimit);
		expect(person.note).toBe("the message is full: 5 characters left out");
		expect(person.press("a").ui.composer.text.length).toBe(composerLimit);
	});
});

describe("sending", () => {
	it("sends the message, empties the composer and follows the conversation", () => {
		const person = composerAt("hello|");
		person.ui = { ...person.ui, talkScroll: 5 };
		person.press("Enter");
		expect(person.commands).toEqual([{ type: "send", text: "hello" }]);
		expect(shown(person)).toBe("|");
		expect(person.ui.talkScroll).toBe(0);
		expect(person.talk().turn?.origin).toBe("person");
	});

	it("does not send nothing", () => {
		expect(composerAt("|").press("Enter").intents).toEqual([]);
		expect(composerAt(" \n |").press("Enter").intents).toEqual([]);
	});

	it("sends a literal slash when it is doubled", () => {
		expect(composerAt("//clear all|").press("Enter").commands).toEqual([{ type: "send", text: "/clear all" }]);
	});

	it("interrupts a running turn with Esc, and says when there is none", () => {
		const person = composerAt("hello|").press("Esc");
		expect(person.note).toBe("the agent is idle: there is nothing to interrupt");
		person.press("Enter", "Esc");
		expect(person.commands.at(-1)).toEqual({ type: "interrupt" });
		expect(person.refused).toEqual([]);
	});
});

describe("history", () => {
	const talked = () => composerAt("|").type("one").press("Enter").type("two").press("Enter");

	it("walks back and on, and keeps the draft", () => {
		const person = talked().type("draft").press("Up");
		expect(shown(person)).toBe("two|");
		expect(shown(person.press("Up"))).toBe("one|");
		expect(shown(person.press("Up"))).toBe("one|");
		expect(shown(person.press("Down"))).toBe("two|");
		expect(shown(person.press("Down"))).toBe("draft|");
		expect(shown(person.press("Down"))).toBe("draft|");
	});

	it("does nothing without messages", () => {
		expect(shown(composerAt("a|").press("Up", "Down"))).toBe("a|");
	});

	it("takes an edited message as what is being written", () => {
		const person = talked().press("Up", "!", "Up");
		expect(shown(person)).toBe("two|");
		expect(shown(person.press("Down"))).toBe("two!|");
	});

	it("moves inside a message of several lines first", () => {
		const person = composerAt("a\nb|").press("Enter").press("Up");
		expect(shown(person)).toBe("a\nb|");
		expect(shown(person.press("Up"))).toBe("a|\nb");
	});

	it("keeps a message once, and only so many", () => {
		const person = talked().type("two").press("Enter");
		expect(person.ui.composer.history).toEqual(["one", "two"]);
		for (let n = 0; n < historyBound + 10; n += 1) person.type(`${n}`).press("Enter");
		expect(person.ui.composer.history.length).toBe(historyBound);
	});
});
