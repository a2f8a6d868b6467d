import { describe, expect, it } from "vitest";
import type { Where } from "../../../src/tui/keys/binding.ts";
import { keyTable } from "../../../src/tui/keys/key-table.ts";
import { lookup } from "../../../src/tui/keys/lookup.ts";
import { whereOf } from "../../../src/tui/ui/focus.ts";
import { scrolled, scrolledTalk } from "../../../src/tui/ui/scrolling.ts";
import { foundMatches } from "../../../src/tui/ui/searching.ts";
import { keyOf, loginOf, Person, specOf } from "./person.ts";

/** A session in which every command has something to do: the key has to show it or to ask for it. */
function lively(): Person {
	const names = Array.from({ length: 12 }, (_, index) => `n${index + 1}`);
	const person = new Person({ cols: 100, rows: 30 }).running(...names).joined("claude");
	person.prints("n2", "one", "two", "three").prints("n5", "held").press("Alt+2", "k", "d", "k");
	const logins = Array.from({ length: 9 }, (_, index) => loginOf(`w${index}`));
	person.happen({ type: "logins-told", agent: "claude", logins });
	person.proposes({ type: "start", spec: specOf("new") }).happen({ type: "send", text: "hi" });
	person.ui = scrolledTalk(scrolled(person.ui, { m2: 100 }), 50);
	person.ui = { ...person.ui, scroll: { m2: 40 }, talkScroll: 20 };
	return person;
}

const searchedTwice = (person: Person) => {
	person.press("/", "x", "Enter");
	person.ui = foundMatches(person.ui, { monitor: "m2", query: "x", offsets: [10, 50] });
	return person;
};

const ways: Record<Where, (person: Person) => Person> = {
	everywhere: (person) => person.press("Esc").type("some text").press("Left"),
	talk: (person) => person.press("Esc"),
	composer: (person) => person.press("Esc").type("one two").press("Alt+Enter").type("a b").press("Ctrl+W", "Left"),
	card: (person) => person.press("Shift+Tab").wait(300),
	panes: (person) => person,
	attach: (person) => person.press("Enter"),
	search: (person) => person.press("/", "x"),
	help: (person) => person.press("?", "Down", "Down"),
	palette: (person) => person.press(":", "Down", "Down"),
	agents: (person) => person.press("Esc").type("/agent").press("Enter"),
	logins: (person) => person.press("Esc").press("Ctrl+N").type("/login").press("Enter"),
	leave: (person) => person.press("Ctrl+D"),
	confirm: (person) => person.press("X"),
};

/** A request with nine answers in place of the one that has four. */
function manyChoices(person: Person): Person {
	const choices = Array.from({ length: 9 }, (_, index) => ({
		id: `c${index}`,
		label: "Yes",
		kind: "allow-once" as const,
	}));
	const call = { id: "x", title: "Edit a.ts", status: "waiting" as const };
	person.happen({ type: "answer", approval: "a1", answer: "refuse" });
	person.proposes({ type: "permit", permission: { call, choices } }, "claude");
	return person.press("Shift+Tab").wait(300);
}

/** What has to be there besides, for a few commands. */
const besides: Partial<Record<string, (person: Person) => Person>> = {
	drop: (person) => person.press("j"),
	clear: (person) => person.ends("n2"),
	"go-to": (person) => person.press("9", "l"),
	own: (person) => person.press(">"),
	share: (person) => person.press(">"),
	"card-number": manyChoices,
	"picker-up": (person) => person.press("Down"),
	"logins-up": (person) => person.press("Down"),
	"find-next": (person) => person.press("Esc"),
	"next-match": searchedTwice,
	"previous-match": searchedTwice,
	"page-back": (person) => person.press("]"),
	"page-on": (person) => person.press("[", "["),
	"history-on": (person) => person.press("Up"),
	"erase-right": (person) => person.press("Home", "Up"),
	"erase-word-right": (person) => person.press("Home", "Up"),
	"cut-line-end": (person) => person.press("Home", "Up"),
};

describe("every key of the table", () => {
	for (const binding of keyTable) {
		for (const [index, key] of binding.keys.entries()) {
			it(`${key} in ${binding.where}: ${binding.help}`, () => {
				const there = ways[binding.where](lively());
				const person = besides[binding.id]?.(there) ?? there;
				if (binding.where !== "everywhere" && binding.where !== "talk") expect(whereOf(person.ui)).toBe(binding.where);
				expect(lookup(whereOf(person.ui), keyOf(key))).toEqual({ id: binding.id, index });
				const before = { ...person.ui, note: undefined };
				const asked = person.intents.length;
				person.press(key);
				const shows = JSON.stringify({ ...person.ui, note: undefined }) !== JSON.stringify(before);
				expect(shows || person.intents.length > asked || person.note !== undefined).toBe(true);
				expect(person.refused).toEqual([]);
				expect(person.ui.note?.bad ?? false).toBe(false);
			});
		}
	}
});
