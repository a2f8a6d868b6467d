import { describe, expect, it } from "vitest";
import { whereOf } from "../../../../src/tui/ui/focus.ts";
import { layout } from "../../../../src/tui/ui/layout.ts";
import { scrolled, scrolledTalk } from "../../../../src/tui/ui/scrolling.ts";
import { foundMatches } from "../../../../src/tui/ui/searching.ts";
import { Person, pasteOf, pointerOf, specOf } from "../person.ts";

const names = Array.from({ length: 12 }, (_, index) => `n${index + 1}`);
const withMany = (size = { cols: 200, rows: 50 }) => new Person(size).running(...names).press("Tab");
const scrollable = () => {
	const person = new Person().running("tests", "build").press("Tab");
	person.ui = scrolled(person.ui, { m1: 100, m2: 10 });
	return person;
};

describe("Tab", () => {
	it("goes from the composer to the panes and back", () => {
		const person = new Person().running("tests").press("Tab");
		expect(person.ui).toMatchObject({ focus: "panes", shown: "panes", pane: "m1" });
		expect(person.press("Tab").ui).toMatchObject({ focus: "composer", shown: "conversation" });
		expect(person.press("Shift+Tab").ui.focus).toBe("panes");
	});

	it("goes to an open card first", () => {
		const person = new Person().running("tests").proposes({ type: "stop", monitor: "tests" });
		expect(person.ui.focus).toBe("composer");
		expect(person.press("Tab").ui.focus).toBe("card");
		expect(person.press("Tab").ui.focus).toBe("panes");
		expect(person.press("Tab").ui.focus).toBe("card");
		expect(person.press("Tab").ui.focus).toBe("composer");
		expect(person.press("Shift+Tab", "Shift+Tab").ui.focus).toBe("card");
		expect(person.press("Shift+Tab").ui.focus).toBe("composer");
	});

	it("keeps the draft", () => {
		expect(new Person().type("half a").press("Tab", "j", "Tab").ui.composer.text).toBe("half a");
	});

	it("Esc and i come back to the composer", () => {
		expect(withMany().press("Esc").ui.focus).toBe("composer");
		expect(withMany().press("i").ui.focus).toBe("composer");
	});
});

describe("choosing a pane", () => {
	const check = (keys: string, expected: string) =>
		it(`${keys} comes to ${expected}`, () => expect(withMany().press(...keys.split(" ")).at).toBe(expected));

	check("l", "n2");
	check("Right Right", "n3");
	check("h", "n1");
	check("l l h", "n2");
	check("7", "n7");
	check("9 l l l l l l", "n12");
	check("Alt+4", "n4");
	check("Tab Alt+5", "n5");

	it("says that there is no such monitor", () => {
		const person = new Person().running("tests").press("Tab", "5");
		expect(person.note).toBe("there is no monitor 5");
		expect(person.at).toBe("tests");
	});

	it("the page follows, and [ ] turn it", () => {
		const person = withMany({ cols: 100, rows: 30 });
		const page = () => layout(person.ui, Object.keys(person.state.monitors));
		expect(page().pages).toBe(3);
		expect(person.press("6").ui.page).toBe(1);
		expect(page().panes.map((pane) => pane.monitor)).toContain("m6");
		person.press("]");
		expect([person.ui.page, person.at]).toEqual([2, "n9"]);
		expect(person.press("]").ui.page).toBe(2);
		person.press("[", "[", "[");
		expect([person.ui.page, person.at]).toEqual([0, "n1"]);
	});

	it("[ ] say when there is one page", () => {
		expect(new Person().running("a").press("Tab", "]").note).toBe("all panes are on this page");
	});

	it("! goes round the panes that need the person", () => {
		const person = withMany().prints("n3", "held").ends("n8", 1).press("!");
		expect(person.at).toBe("n3");
		expect(person.press("!").at).toBe("n8");
		expect(person.press("!").at).toBe("n3");
		expect(withMany().press("!").note).toBe("no monitor needs you");
	});

	it("z zooms and comes back", () => {
		const person = withMany().press("3", "z");
		const panes = () => layout(person.ui, Object.keys(person.state.monitors)).panes;
		expect(panes().map((pane) => pane.monitor)).toEqual(["m3"]);
		expect(panes()[0]?.frame.width).toBe(200);
		person.press("l");
		expect(panes().map((pane) => pane.monitor)).toEqual(["m4"]);
		expect(person.press("z").ui.zoom).toBe(false);
		expect(panes()).toHaveLength(12);
	});
});

describe("scrolling", () => {
	it("moves by screens inside its bounds, to the top, and follows again", () => {
		const person = scrollable();
		const screen = layout(person.ui, ["m1", "m2"]).panes[0]?.screen.height ?? 0;
		expect(person.press("PgUp").ui.scroll).toEqual({ m1: screen - 1 });
		expect(person.press("PgUp", "PgUp", "PgUp", "PgUp").ui.scroll).toEqual({ m1: 100 });
		expect(person.press("PgDn").ui.scroll).toEqual({ m1: 101 - screen });
		expect(person.press("g").ui.scroll).toEqual({ m1: 100 });
		expect(person.press("G").ui.scroll).toEqual({});
		expect(person.press("PgDn").ui.scroll).toEqual({});
	});

	it("keeps its place while lines come, and its bound when they go", () => {
		const person = scrollable().press("g");
		expect(scrolled(person.ui, { m1: 130 }).scroll).toEqual({ m1: 130 });
		expect(scrolled(person.ui, { m1: 40 }).scroll).toEqual({ m1: 40 });
		expect(scrolled(person.ui, { m1: 0 }).scroll).toEqual({});
		expect(scrolled(person.ui, { m1: 100, m2: 10 })).toBe(person.ui);
	});

	it("the wheel scrolls what is under it, wherever the focus is", () => {
		const person = scrollable().press("Esc");
		person.ui = scrolledTalk(person.ui, 40);
		person.press(pointerOf("wheelup", 190, 10), pointerOf("wheelup", 10, 10));
		expect(person.ui.scroll).toEqual({ m2: 3 });
		expect(person.ui.talkScroll).toBe(3);
		person.press(pointerOf("wheeldown", 190, 10), pointerOf("wheeldown", 10, 10), pointerOf("wheelup", 0, 0));
		expect([person.ui.scroll, person.ui.talkScroll]).toEqual([{}, 0]);
	});

	it("PgUp in the composer scrolls the conversation", () => {
		const person = new Person();
		person.ui = scrolledTalk(person.ui, 60);
		expect(person.press("PgUp").ui.talkScroll).toBe(43);
		expect(person.press("PgUp").ui.talkScroll).toBe(60);
		expect(scrolledTalk(person.ui, 20).talkScroll).toBe(20);
		expect(person.press("PgDn", "PgDn").ui.talkScroll).toBe(0);
	});
});

describe("the mouse", () => {
	it("a click goes to the pane or the composer under it", () => {
		const person = scrollable().press(pointerOf("click", 190, 10));
		expect([person.at, person.ui.focus]).toEqual(["build", "panes"]);
		expect(person.press(pointerOf("click", 10, 10)).ui.focus).toBe("composer");
		expect(person.press(pointerOf("click", 10, 0)).ui.focus).toBe("composer");
	});

	it("a click elsewhere ends typing into a script", () => {
		const person = scrollable().press("Enter", pointerOf("click", 80, 10));
		expect(person.ui.attached).toBe("m1");
		person.press(pointerOf("click", 190, 10));
		expect([person.ui.attached, person.at, person.intents]).toEqual([undefined, "build", []]);
	});

	it("does not reach through an overlay", () => {
		const person = scrollable().press("?", pointerOf("click", 10, 10), pointerOf("wheeldown", 190, 10));
		expect(person.ui).toMatchObject({ focus: "panes", overlay: { type: "help", scroll: 3 }, scroll: {} });
	});
});

describe("search", () => {
	const searched = () => scrollable().press("/").type("err").press("Backspace").type("ror").press("Enter");

	it("takes the keys while it is typed, and asks on Enter", () => {
		const person = searched();
		expect(person.intents).toEqual([{ type: "search", monitor: "m1", query: "error" }]);
		expect(person.ui.search).toMatchObject({ query: "error", typing: false });
		expect(whereOf(person.ui)).toBe("panes");
	});

	it("n and N walk the matches, around at the ends", () => {
		const person = searched();
		person.ui = foundMatches(person.ui, { monitor: "m1", query: "error", offsets: [0, 30, 80] });
		expect([person.ui.scroll, person.note]).toEqual([{}, "match 1 of 3"]);
		expect(person.press("n").ui.scroll).toEqual({ m1: 30 });
		expect(person.press("n").ui.scroll).toEqual({ m1: 80 });
		expect(person.press("n").ui.scroll).toEqual({});
		expect(person.press("N").ui.scroll).toEqual({ m1: 80 });
		expect(person.note).toBe("match 3 of 3");
	});

	it("begins where the person looks", () => {
		const person = searched();
		person.ui = { ...person.ui, scroll: { m1: 50 } };
		person.ui = foundMatches(person.ui, { monitor: "m1", query: "error", offsets: [0, 30, 80] });
		expect(person.ui.scroll).toEqual({ m1: 80 });
	});

	it("says that nothing matches, and ignores the answer to another search", () => {
		const person = searched();
		expect(foundMatches(person.ui, { monitor: "m1", query: "old", offsets: [5] })).toBe(person.ui);
		person.ui = foundMatches(person.ui, { monitor: "m1", query: "error", offsets: [] });
		expect(person.note).toBe('no match for "error"');
		expect(person.press("n").note).toBe('no match for "error"');
		expect(person.press("l", "n").note).toBe("nothing was searched here: / begins a search");
	});

	it("Esc ends it, while it is typed and after", () => {
		expect(scrollable().press("/").type("x").press("Esc").ui).toMatchObject({ focus: "panes" });
		const person = searched().press("Esc");
		expect([person.ui.search, person.ui.focus]).toEqual([undefined, "panes"]);
		expect(person.press("Esc").ui.focus).toBe("composer");
		expect(scrollable().press("/", "Enter").intents).toEqual([]);
	});

	it("takes one line of a paste", () => {
		const person = scrollable().press("/", pasteOf("one\ntwo"), "Ctrl+U", pasteOf("\u001bx"));
		expect(person.ui.search?.query).toBe("x");
	});
});

describe("a card", () => {
	it("comes into sight before it can be answered", () => {
		const person = new Person().proposes({ type: "start", spec: specOf("new") });
		person.ui = scrolledTalk(person.ui, 50);
		expect(person.press("PgUp").ui.talkScroll).toBeGreaterThan(0);
		expect(person.press("Tab").ui).toMatchObject({ focus: "card", talkScroll: 0 });
	});
});

describe("what is no key", () => {
	it("says so where nothing is written, and acts on nothing", () => {
		const person = new Person().running("tests").press("Tab", "q");
		expect(person.note).toBe('"q" is no key here: ? shows the keys');
		expect(person.press(pasteOf("rm -rf x")).note).toMatch(/^nothing takes a paste here: Esc/);
		expect(person.press("F5").note).toBeUndefined();
		expect(person.intents).toEqual([]);
	});

	it("says so at a card", () => {
		const person = new Person().proposes({ type: "start", spec: specOf("new") }).press("Tab");
		expect(person.wait(500).press("q").note).toBe('"q" is no key here: ? shows the keys');
		expect(person.commands).toEqual([]);
	});
});
