import { describe, expect, it } from "vitest";
import { completionsOf } from "../../../../src/tui/ui/compose/completion.ts";
import { Person } from "../person.ts";

const person = () => new Person().running("tests", "build", "build-all");

describe("completionsOf", () => {
	const check = (text: string, expected: string[]) =>
		it(`${JSON.stringify(text)} gives ${expected.join(", ") || "nothing"}`, () => {
			const { ui, state } = person();
			expect(completionsOf(text, ui, state)).toEqual(expected);
		});

	check("/r", ["/run ", "/restart ", "/route "]);
	check("/mon", ["/monitors"]);
	check("/x", []);
	check("/stop ", ["/stop tests", "/stop build", "/stop build-all"]);
	check("/stop b", ["/stop build", "/stop build-all"]);
	check("/policy te", ["/policy tests "]);
	check("/policy tests ", ["/policy tests hold", "/policy tests auto", "/policy tests mute"]);
	check("/policy tests m", ["/policy tests mute"]);
	check("/run n", []);
	check("hello", []);
});

describe("Tab in the composer", () => {
	const check = (typed: string, tabs: number, expected: string) =>
		it(`${typed} and ${tabs} times Tab`, () => {
			const writing = person().type(typed);
			for (let n = 0; n < tabs; n += 1) writing.press("Tab");
			expect(writing.ui.composer.text).toBe(expected);
			expect(writing.ui.focus).toBe("composer");
		});

	check("/r", 1, "/run ");
	check("/r", 2, "/restart ");
	check("/r", 4, "/run ");
	check("/policy tests ", 2, "/policy tests auto");
	check("/pol", 2, "/policy tests ");
	check("/pol", 3, "/policy build ");
	check("/policy te", 2, "/policy tests hold");
	check("/mon", 3, "/monitors");

	it("goes on from what was completed", () => {
		expect(person().type("/st").press("Tab").type("b").press("Tab").ui.composer.text).toBe("/stop build");
	});

	it("moves on where there is nothing to complete", () => {
		expect(person().type("/help").press("Tab").ui.focus).toBe("panes");
		expect(person().type("/run npm").press("Tab").ui.focus).toBe("panes");
		expect(person().type("//r").press("Tab").ui.focus).toBe("panes");
		expect(person().type("say /r").press("Tab").ui.focus).toBe("panes");
	});

	it("is undone like any edit", () => {
		expect(person().type("/r").press("Tab", "Ctrl+_").ui.composer.text).toBe("/r");
	});
});
