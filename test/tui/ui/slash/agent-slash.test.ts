import { describe, expect, it } from "vitest";
import type { CatalogueAgent } from "../../../../src/tui/ui/ui-state.ts";
import { Person } from "../person.ts";

const catalogue: readonly CatalogueAgent[] = [
	{ id: "claude", name: "Claude", installed: true, install: "npm i -g claude" },
	{ id: "gemini", name: "Gemini", installed: false, install: "npm i -g gemini" },
];

function person(): Person {
	const one = new Person().joined("codex").running("tests", "web server");
	one.ui = { ...one.ui, catalogue };
	return one;
}

const after = (line: string) => person().type(line).press("Enter");

describe("/agent", () => {
	const asks = (line: string, ...commands: object[]) =>
		it(line, () => {
			const one = after(line);
			expect(one.commands).toEqual(commands);
			expect(one.refused).toEqual([]);
			expect(one.ui.composer.text).toBe("");
		});

	asks("/agent codex");
	asks("/agent claude", { type: "add-agent", agent: "claude" });
	asks("/agent add claude", { type: "add-agent", agent: "claude" });
	asks("/agent add claude second", { type: "add-agent", agent: "claude", name: "second" });
	asks("/agent remove codex", { type: "remove-agent", agent: "codex" });
	asks("/agent lead codex", { type: "lead", agent: "codex" });

	it("shows what it names, and what it starts as soon as that has joined", () => {
		expect(after("/agent codex").ui.agent).toBe("codex");
		expect(after("/agent claude").ui.agent).toBe("claude");
		expect(after("/agent add claude second").ui.agent).toBe("second");
		const twice = after("/agent add claude").type("/agent add claude").press("Enter");
		expect(twice.ui.agent).toBe("claude-2");
	});

	it("starts a dead one again", () => {
		const one = person().happen({ type: "agent-changed", agent: "codex", state: "dead", reason: "gone" });
		one.type("/agent restart codex").press("Enter");
		expect(one.state.agents.codex?.state).toBe("starting");
	});

	const refuses = (line: string, note: string) =>
		it(`${line} is refused`, () => {
			const one = after(line);
			expect(one.note).toBe(note);
			expect([one.intents, one.ui.composer.text]).toEqual([[], line]);
		});

	refuses("/agent gemini", "Gemini is not installed. npm i -g gemini");
	refuses(
		"/agent nobody",
		'there is no agent "nobody" here, and none of that name to start. Known: playbook, codex, claude.',
	);
	refuses(
		"/agent remove nobody",
		'no agent "nobody" in this session. Agents here: playbook, codex. /agent add starts one.',
	);
	refuses(
		"/agent dance codex",
		"/agent dance codex? /agent NAME, /agent add ID [NAME], /agent remove NAME, /agent restart NAME, /agent lead NAME",
	);

	it("leaves the decision to the host where no catalogue is known", () => {
		const one = person();
		one.ui = { ...one.ui, catalogue: [] };
		expect(one.type("/agent add other").press("Enter").commands).toEqual([{ type: "add-agent", agent: "other" }]);
	});
});

describe("/route", () => {
	it("names monitors with blanks, and several agents", () => {
		expect(after("/route web server codex playbook").commands).toEqual([
			{ type: "route", monitors: ["m2"], agents: ["codex", "playbook"] },
		]);
		expect(after("/route m1 codex").commands).toEqual([{ type: "route", monitors: ["m1"], agents: ["codex"] }]);
	});

	it.each([
		["/route", "/route needs a monitor and the agents that get its events. /route MONITOR AGENT..."],
		["/route tests", "/route needs a monitor and the agents that get its events. /route MONITOR AGENT..."],
		["/route tests nobody", 'no agent "nobody" in this session. Agents here: playbook, codex. /agent add starts one.'],
	])("%s is refused", (line, note) => {
		const one = after(line);
		expect([one.note, one.intents]).toEqual([note, []]);
	});
});

describe("an agent's own commands", () => {
	const own = () => {
		const commands = ["review", "run", "reset"].map((name) => ({ name, description: "" }));
		return person().happen({ type: "commands-told", agent: "codex", commands }).press("Ctrl+N");
	};

	it("are sent to it as they were written", () => {
		const one = own().type("/review src now").press("Enter");
		expect(one.commands).toEqual([{ type: "send", text: "/review src now", agent: "codex" }]);
	});

	it("come after ours: a name that both have is ours", () => {
		expect(own().type("/run ls").press("Enter").commands[0]).toMatchObject({ type: "start" });
		expect(own().type("//run ls").press("Enter").commands[0]).toMatchObject({ type: "send", text: "/run ls" });
	});

	it("are not known to another agent", () => {
		const one = own().press("Ctrl+P").type("/review x").press("Enter");
		expect(one.note).toContain("there is no command /review");
		expect(one.intents).toEqual([]);
	});

	it("are completed after ours, and meant when nearly written", () => {
		expect(own().type("/re").press("Tab", "Tab").ui.composer.text).toBe("/review ");
		expect(own().type("/revew").press("Enter").note).toContain("Did you mean /review or");
	});
});

describe("completion", () => {
	const check = (typed: string, tabs: number, expected: string) =>
		it(`${typed} and ${tabs} times Tab`, () => {
			const one = person().type(typed);
			for (let n = 0; n < tabs; n += 1) one.press("Tab");
			expect(one.ui.composer.text).toBe(expected);
		});

	check("/agent c", 1, "/agent codex");
	check("/agent c", 2, "/agent claude");
	check("/agent add ", 1, "/agent add claude");
	check("/agent rem", 2, "/agent remove codex");
	check("/route web", 1, "/route web server ");
	check("/route tests c", 0, "/route tests c");
	check("/route tests co", 1, "/route tests codex");
	check("/route tests codex pl", 1, "/route tests codex playbook");
});

describe("/copy", () => {
	it("copies the shown agent's last words as they were said", () => {
		const one = person()
			.hears("codex", "**bold**")
			.hears("playbook", "mine")
			.press("Ctrl+N")
			.type("/copy")
			.press("Enter");
		expect(one.intents).toEqual([{ type: "copy", text: "**bold**" }]);
		expect(one.note).toBe("copied what codex said last");
	});

	it("says when there is nothing to copy", () => expect(after("/copy").note).toBe("playbook has said nothing yet"));
});
