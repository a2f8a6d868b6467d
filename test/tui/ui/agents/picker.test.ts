import { describe, expect, it } from "vitest";
import { pickerItems } from "../../../../src/tui/ui/agents/picker.ts";
import { type CatalogueAgent, initialUi } from "../../../../src/tui/ui/ui-state.ts";
import { Person } from "../person.ts";

const catalogue: readonly CatalogueAgent[] = [
	{ id: "gemini", name: "Gemini", installed: false, install: "npm i -g gemini" },
	{ id: "claude", name: "Claude", installed: true, install: "npm i -g claude" },
	{ id: "codex", name: "Codex", installed: true, install: "npm i -g codex" },
];

function person(options: { watch?: boolean } = {}): Person {
	const one = new Person(options);
	one.ui = { ...one.ui, catalogue };
	return one;
}

const listed = (options = {}) => person(options).joined("claude").type("/agent").press("Enter");

describe("the list of agents", () => {
	it("has those of the session first, then what can be started, then what is missing", () => {
		const { ui, state } = person().joined("claude");
		expect(pickerItems(ui, state).map((item) => [item.id, item.here, item.install])).toEqual([
			["playbook", true, undefined],
			["claude", true, undefined],
			["codex", false, undefined],
			["gemini", false, "npm i -g gemini"],
		]);
	});

	it("is opened by /agent at the shown one, and closed without a change", () => {
		const one = person().joined("claude").press("Ctrl+N").type("/agent").press("Enter");
		expect(one.ui.overlay).toEqual({ type: "agents", index: 1, first: false });
		expect(one.ui.composer.text).toBe("");
		expect(one.press("Esc").ui.overlay).toBeUndefined();
		expect(one.intents).toEqual([]);
	});

	it("shows an agent of the session", () => {
		const one = listed().press("Down", "Enter");
		expect([one.ui.agent, one.ui.overlay, one.intents]).toEqual(["claude", undefined, []]);
	});

	it("starts another one, and shows it when it has joined", () => {
		const one = listed().press("j", "j", "Enter");
		expect(one.commands).toEqual([{ type: "add-agent", agent: "codex" }]);
		expect([one.ui.agent, one.ui.awaited]).toEqual(["codex", undefined]);
	});

	it("says how to install what is missing, and stays", () => {
		const one = listed().press("Down", "Down", "Down", "Down", "Enter");
		expect(one.note).toBe("Gemini is not installed: npm i -g gemini");
		expect(one.ui.overlay).toMatchObject({ type: "agents", index: 3 });
		expect(one.press("k", "k", "k", "k").ui.overlay).toMatchObject({ index: 0 });
	});
});

describe("the first choice of all", () => {
	const opening = { cols: 100, rows: 30, now: 0, watch: false, catalogue, firstRun: true };

	function first(): Person {
		const one = new Person();
		one.ui = initialUi(opening);
		return one;
	}

	it("is asked with the built-in agent chosen, unless there is nothing to choose", () => {
		expect(initialUi(opening).overlay).toEqual({ type: "agents", index: 0, first: true });
		expect(initialUi({ ...opening, watch: true }).overlay).toBeUndefined();
		expect(initialUi({ ...opening, firstRun: false }).overlay).toBeUndefined();
		expect(initialUi({ ...opening, catalogue: catalogue.slice(0, 1) }).overlay).toBeUndefined();
	});

	it("keeps the built-in one by saying that it leads", () => {
		const one = first().press("Enter");
		expect(one.commands).toEqual([{ type: "lead", agent: "playbook" }]);
		expect(one.refused).toEqual([]);
	});

	it("puts another one in its place", () => {
		const one = first().press("Down", "Enter");
		expect(one.commands).toEqual([
			{ type: "add-agent", agent: "claude" },
			{ type: "lead", agent: "claude" },
			{ type: "remove-agent", agent: "playbook" },
		]);
		expect(one.refused).toEqual([]);
		expect([Object.keys(one.state.agents), one.state.lead, one.ui.agent]).toEqual([["claude"], "claude", "claude"]);
	});
});
