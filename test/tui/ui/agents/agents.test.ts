import { describe, expect, it } from "vitest";
import type { UiState } from "../../../../src/tui/ui/ui-state.ts";
import { Person } from "../person.ts";

const several = () => new Person().joined("claude", "codex").running("tests");
const inPanes = () => several().press("Tab");
const owners = (person: Person, name = "tests") => person.monitor(name).agents;

describe("the shown agent", () => {
	it("is the leading one until another is chosen", () => {
		const person = several();
		expect(person.ui.agent).toBeUndefined();
		expect(person.press("Ctrl+N").ui.agent).toBe("claude");
		expect(person.press("Ctrl+PgDn").ui.agent).toBe("codex");
		expect(person.press("Ctrl+N").ui.agent).toBe("playbook");
		expect(person.press("Ctrl+P").ui.agent).toBe("codex");
		expect(person.press("Ctrl+PgUp").ui.agent).toBe("claude");
	});

	it("is changed from the panes as well, and the focus stays", () => {
		const person = inPanes().press(">");
		expect([person.ui.agent, person.ui.focus]).toEqual(["claude", "panes"]);
		expect(person.press("<", "<").ui.agent).toBe("codex");
	});

	it("gets what is typed, and is the one that Esc interrupts", () => {
		const person = several().press("Ctrl+N").type("hello").press("Enter", "Esc");
		expect(person.commands).toEqual([
			{ type: "send", text: "hello", agent: "claude" },
			{ type: "interrupt", agent: "claude" },
		]);
		expect(person.refused).toEqual([]);
		expect(person.talk("claude").turn?.origin).toBe("person");
		expect(person.talk("playbook").turn).toBeUndefined();
		expect(person.press("Ctrl+N", "Esc").note).toBe("the agent is idle: there is nothing to interrupt");
	});

	it("is the leading one again when it leaves, at the end of its words", () => {
		const person = several().press("Ctrl+N");
		person.ui = { ...person.ui, talkScroll: 7 };
		person.happen({ type: "remove-agent", agent: "claude" });
		expect([person.ui.agent, person.ui.talkScroll]).toEqual([undefined, 0]);
	});

	it("cannot be changed where there is one only", () => {
		const person = new Person().press("Ctrl+N");
		expect(person.note).toBe("there is one agent only: /agent add starts another");
		expect(person.ui.agent).toBeUndefined();
	});

	it("begins at its newest words, without the search of another conversation", () => {
		const person = several();
		person.ui = { ...person.ui, talkScroll: 9, find: { query: "x", offsets: [3], index: 0 } };
		person.press("Ctrl+N");
		expect([person.ui.talkScroll, person.ui.find]).toEqual([0, undefined]);
	});
});

describe("what others say meanwhile", () => {
	const seen = (person: Person): UiState["seen"] => person.ui.seen;

	it("counts as unread until it is looked at", () => {
		const person = several().hears("claude", "one").hears("claude", "two").hears("playbook", "me");
		expect(seen(person)).toEqual({ playbook: 1, claude: 0, codex: 0 });
		person.press("Ctrl+N").hears("codex", "late");
		expect(seen(person)).toMatchObject({ claude: 2, codex: 0 });
	});

	it("is forgotten with an agent that left", () => {
		const person = several().happen({ type: "remove-agent", agent: "codex" });
		expect(Object.keys(seen(person))).toEqual(["playbook", "claude"]);
	});
});

describe("the owner of a monitor", () => {
	it("is the shown agent after o", () => {
		const person = inPanes().press(">", "o");
		expect(person.commands).toEqual([{ type: "route", monitors: ["m1"], agents: ["claude"] }]);
		expect(owners(person)).toEqual(["claude"]);
	});

	it("shares it with the shown agent after O, and gives it up after another O", () => {
		const person = inPanes().press(">", "O");
		expect(owners(person)).toEqual(["playbook", "claude"]);
		expect(owners(person.press("O"))).toEqual(["playbook"]);
	});

	it("takes along what still waits", () => {
		const person = inPanes();
		person.happen({ type: "send", text: "work", agent: "playbook" });
		person.prints("tests", "FAIL").press("f");
		expect(person.talk("playbook").waiting).toHaveLength(1);
		person.press(">", "o");
		expect(person.talk("playbook").waiting).toEqual([]);
		expect(person.talk("claude").turn?.origin).toBe("monitor");
	});

	const notes = (name: string, person: () => Person, note: string) => it(name, () => expect(person().note).toBe(note));
	notes(
		"o on one's own",
		() => inPanes().press("o"),
		"playbook is the only owner of tests already: < > show another agent",
	);
	notes(
		"O on the last one",
		() => inPanes().press("O"),
		"tests has no other owner: < > show the agent that is to have it",
	);
	notes(
		"o with one agent",
		() => new Person().running("tests").press("Tab", "o"),
		"there is one agent only: /agent add starts another",
	);
	notes(
		"o of a watcher",
		() => new Person({ watch: true }).running("tests").press("o"),
		"this view only watches: monmux attach opens one with keys",
	);
});

describe("details", () => {
	it("are shown and folded with one key, from anywhere", () => {
		expect(several().press("Ctrl+O").ui.expanded).toBe(true);
		expect(inPanes().press("Ctrl+O", "Ctrl+O").ui.expanded).toBe(false);
	});
});
