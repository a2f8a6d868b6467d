import { describe, expect, test } from "vitest";
import { grammar } from "../../../src/cli/arguments/grammar.ts";
import { helpText } from "../../../src/cli/arguments/help-text.ts";

describe.each(Object.entries(grammar))('"%s"', (name, subcommand) => {
	test("stands in the overview with its usage", () => {
		const row = helpText("")
			.split("\n")
			.find((line) => line.startsWith(`  ${subcommand.usage} `));
		expect(row?.trimEnd().endsWith(`  ${subcommand.help}`)).toBe(true);
		expect(subcommand.usage).toMatch(name === "" ? /^monmux \[/ : new RegExp(`^monmux ${name}( |$)`));
	});

	test("explains each of its options on a line of its own", () => {
		const lines = helpText(name).split("\n");
		for (const [flag, { help, value, short }] of Object.entries(subcommand.flags)) {
			const written = `${short ? `-${short}, ` : ""}--${flag}${value ? ` ${value}` : ""}`;
			expect(lines.filter((line) => line.startsWith(`  ${written}  `) && line.endsWith(help))).toHaveLength(1);
		}
	});
});

test("an unknown name gets the overview", () => {
	expect(helpText("toString")).toBe(helpText(""));
});

test("lines fit a terminal, and the exit codes are told", () => {
	for (const name of Object.keys(grammar)) {
		for (const line of helpText(name).split("\n")) expect(line.length, line).toBeLessThanOrEqual(130);
	}
	expect(helpText("")).toMatch(/^Exit codes: 0 done, 1 failed, 2 bad usage, 3 no session, 4 refused .*, 5 sandbox/m);
});
