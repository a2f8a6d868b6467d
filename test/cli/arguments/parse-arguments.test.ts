import { describe, expect, test } from "vitest";
import { grammar } from "../../../src/cli/arguments/grammar.ts";
import { type Parsed, parseArguments } from "../../../src/cli/arguments/parse-arguments.ts";

/** Words as a shell would split them at blanks. */
function parse(line: string): Parsed {
	const asked = parseArguments(line.split(" ").filter((word) => word !== ""));
	if (!asked.ok) throw new Error(asked.failure.message);
	if (asked.value.ask !== "run") throw new Error(`asked for ${asked.value.ask}`);
	return asked.value.parsed;
}

function refusal(line: string): string {
	const asked = parseArguments(line.split(" ").filter((word) => word !== ""));
	if (asked.ok) throw new Error("was understood");
	expect(asked.failure.code).toBe("bad-usage");
	return `${asked.failure.message} | ${asked.failure.remedy ?? ""}`;
}

describe("a command line is understood", () => {
	test("monmux alone, with options and without", () => {
		expect(parse("")).toMatchObject({ name: "", words: [] });
		const parsed = parse("--headless --max-turns-in-row 5 --agent=playbook");
		expect([parsed.flag("headless"), parsed.flag("plain")]).toEqual([true, false]);
		expect([parsed.text("max-turns-in-row"), parsed.text("agent")]).toEqual(["5", "playbook"]);
		expect(parsed.text("idle-timeout")).toBeUndefined();
	});

	test("a command after --, with dashes of its own", () => {
		const parsed = parse("run --name t --env A=1 --env B -- npm test -- --watch -x");
		expect(parsed.words).toEqual(["npm", "test", "--", "--watch", "-x"]);
		expect(parsed.text("name")).toBe("t");
		expect(parsed.texts("env")).toEqual(["A=1", "B"]);
		expect(parsed.texts("read")).toEqual([]);
	});

	test("a socket in the place of a command", () => {
		const parsed = parse("run --ws ws://h/x --ws-protocol a --ws-protocol b --name t");
		expect([parsed.words, parsed.text("ws"), parsed.texts("ws-protocol")]).toEqual([[], "ws://h/x", ["a", "b"]]);
		expect(parse("run --ws ws://h/x --").words).toEqual([]);
	});

	test("short options, and a value that begins with a dash", () => {
		expect(parse("events -f --json").flag("follow")).toBe(true);
		expect(parse("logs t -n 5").text("lines")).toBe("5");
		expect(parse("run --name=-x -- true").text("name")).toBe("-x");
	});

	test.each(Object.keys(grammar))('"%s" has a help', (name) => {
		const words = name === "" ? [] : [name];
		for (const flag of ["--help", "-h"]) {
			expect(parseArguments([...words, flag])).toEqual({ ok: true, value: { ask: "help", name } });
		}
		expect(parseArguments(["help", ...words])).toEqual({ ok: true, value: { ask: "help", name } });
	});

	test("the version is asked of monmux alone", () => {
		expect(parseArguments(["--version"])).toEqual({ ok: true, value: { ask: "version" } });
		expect(refusal("ls --version")).toContain("monmux ls has no --version");
	});

	test("help in a command to run is the command's own", () => {
		expect(parse("run -- npm --help").words).toEqual(["npm", "--help"]);
	});
});

describe("what is wrong is said, with the nearest right word", () => {
	const cases: readonly [line: string, says: string][] = [
		["evnts", 'there is no "monmux evnts" (did you mean events?)'],
		["bogus", 'there is no "monmux bogus" |'],
		[
			"mute -dash",
			"monmux mute has no -dash | What begins with a dash and is no option comes after --: monmux mute -- -dash",
		],
		["frobnicate", 'there is no "monmux frobnicate" | monmux --help'],
		["constructor", 'there is no "monmux constructor"'],
		["run --nmae x -- true", "monmux run has no --nmae (did you mean --name?)"],
		["ls --toString", "monmux ls has no --toString"],
		["--headles", "monmux has no --headles (did you mean --headless?)"],
		["run --name", "--name needs a value: --name NAME"],
		["run --hold=yes -- true", "--hold takes no value"],
		["run", "there is no command to run | Usage: monmux run [options] -- CMD | --ws URL"],
		[
			"run --ws ws://h/ -- npm test",
			"--ws takes the place of a command: npm | Usage: monmux run [options] -- CMD | --ws URL",
		],
		["run --ws", "--ws needs a value: --ws URL"],
		["run npm test", "the command comes after --"],
		["ls t", "monmux ls takes no word: t | Usage: monmux ls [--json]"],
		["logs", "monmux logs takes exactly one word"],
		["logs a b", "monmux logs takes exactly one word"],
		["kill", "monmux kill needs at least one word"],
	];
	test.each(cases)("%s", (line, says) => expect(refusal(line)).toContain(says));
});
