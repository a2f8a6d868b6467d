import { describe, expect, it } from "vitest";
import { highlightMatches } from "../../../src/tui/paint/pane/highlight.ts";
import { bare } from "./samples.ts";

const mark = (text: string) => `<${text}>`;
const red = "\u001b[31m";
const bold = "\u001b[1m";
const reset = "\u001b[0m";

describe("highlightMatches", () => {
	it.each([
		["no match", "plain row", "x", "plain row"],
		["every match", "one two one", "one", "<one> two <one>"],
		["any case", "Error: ERROR", "error", "<Error>: <ERROR>"],
		["a pattern", "GET /cart 200", "[0-9]+", "GET /cart <200>"],
		["what is no pattern as it stands", "f(x) = y", "f(x", "<f(x>) = y"],
		["an empty query", "row", "", "row"],
		["a pattern that matches nothing", "row", "z*", "row"],
		["neighbours of wide characters", "日本語 cart", "本", "日<本>語 cart"],
		["a style of its own", `${red}error${reset} here`, "error", "<error> here"],
		["a match inside a style", `${red}an error now${reset}`, "error", `${red}an ${reset}<error>${red} now${reset}`],
		["a match over two styles", `${red}err${reset}or!`, "error", "<err><or>!"],
		["styles that add up", `${bold}a${red}b c${reset}`, "b", `${bold}a${reset}<b>${bold}${red} c${reset}`],
		["nothing that a style spells", `${red}31 m${reset}`, "31m", `${red}31 m${reset}`],
	] as const)("%s", (...[, row, query, expected]) => expect(highlightMatches(row, query, mark)).toBe(expected));

	it("keeps the text whatever is searched", () => {
		const row = `${bold}GET${reset} ${red}/cart${reset} 200`;
		for (const query of [".", "a", "cart|get", "^GET", "200$", "(", "\\"]) {
			expect(bare([highlightMatches(row, query, (text) => text)])).toEqual(["GET /cart 200"]);
		}
	});

	it("is done at once with a pattern that other engines choke on", () => {
		expect(highlightMatches("a".repeat(2000), "(a+)+b", mark)).toBe("a".repeat(2000));
	});
});
