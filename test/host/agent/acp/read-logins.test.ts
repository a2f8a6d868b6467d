import { describe, expect, test } from "vitest";
import { type LoginAsker, readLogins } from "../../../../src/host/agent/acp/read-logins.ts";
import { noQuirks } from "../../../../src/host/agent/catalogue/profile.ts";

const asker: LoginAsker = {
	...{ command: ["/opt/peer", "acp"], cwd: "/work", quirks: noQuirks },
	env: { PATH: "/usr/bin:/bin", HOME: "/home/ada", EMPTY: "", KEY: "k", NONE: undefined },
};

/** What is understood of one way, as short text: how, and what is run or missing. */
function read(method: object, rest: Partial<LoginAsker> = {}): string {
	const [way] = readLogins([{ id: "x", ...method }], { ...asker, ...rest });
	if (!way) return "nothing";
	const { how, variables, link } = way.method;
	const set = Object.entries(way.run?.set ?? {}).map(([name, value]) => `${name}=${value}`);
	const run = way.run ? [way.run.own ? "own" : "named", ...set, ...way.run.command] : [];
	return [how, ...variables, ...run, ...(link ? [link] : [])].join(" ");
}

const meta = (of: object) => ({ _meta: { "terminal-auth": of } });

describe("a way to log in", () => {
	const rows: [name: string, method: object, expected: string][] = [
		["of no type is the agent's", {}, "agent"],
		["of the agent's type", { type: "agent" }, "agent"],
		["of a type that nobody knows is left out", { type: "telepathy" }, "nothing"],
		[
			"adds to the agent's own command line",
			{ type: "terminal", args: ["--login"] },
			"terminal own /opt/peer acp --login",
		],
		[
			"sets variables, as an object",
			{ type: "terminal", env: { A: "1", "B-C": "2", D: 3 } },
			"terminal own A=1 /opt/peer acp",
		],
		[
			"sets variables, as a list",
			{ type: "terminal", env: [{ name: "A", value: "1" }, { name: "=", value: "x" }, 7] },
			"terminal own A=1 /opt/peer acp",
		],
		["that adds nothing is the agent's command itself", { type: "terminal" }, "terminal own /opt/peer acp"],
		["with arguments that are none", { type: "terminal", args: ["a", 1, null] }, "terminal own /opt/peer acp a"],
		[
			"that names a command",
			meta({ command: "/bin/login", args: ["now"], env: { A: "1" } }),
			"terminal named A=1 /bin/login now",
		],
		["that names a command of PATH is run from there", meta({ command: "sh" }), "terminal named /usr/bin/sh"],
		["that names a relative command is the agent's", meta({ command: "./login" }), "agent"],
		["that names a command which is not there is the agent's", meta({ command: "no-such-login" }), "agent"],
		["that names arguments alone", meta({ args: ["login"] }), "terminal own /opt/peer acp login"],
		[
			"in both forms: ours goes first",
			{ type: "terminal", args: ["--login"], ...meta({ command: "/bin/login", args: ["old"] }) },
			"terminal own /opt/peer acp --login",
		],
		[
			"in both forms, where ours adds nothing",
			{ type: "terminal", ...meta({ command: "/bin/login" }) },
			"terminal named /bin/login",
		],
		["by a variable", { type: "env_var", vars: [{ name: "A_KEY" }, { name: "B", optional: true }] }, "variable A_KEY"],
		["by a variable in an older form", { type: "env_var", varName: "A_KEY" }, "variable A_KEY"],
		[
			"by variables, one of them set",
			{ type: "env_var", vars: [{ name: "KEY" }, { name: "EMPTY" }] },
			"variable EMPTY",
		],
		["by a variable that is set is only asked for", { type: "env_var", vars: [{ name: "KEY" }] }, "agent"],
		["by variables that are none", { type: "env_var", vars: [{ name: "A B" }, {}, 1] }, "agent"],
		[
			"says where its key is had",
			{ type: "env_var", vars: [{ name: "A" }], link: "https://keys.example/new" },
			"variable A https://keys.example/new",
		],
		["with a link that is none", { type: "env_var", vars: [{ name: "A" }], link: "javascript:x" }, "variable A"],
		["with a link in two lines", { type: "env_var", vars: [{ name: "A" }], link: "https://a\nb" }, "variable A"],
	];
	test.each(rows)("%s", (_name, method, expected) => expect(read(method)).toBe(expected));

	test("by a key that the catalogue names is done by its variable, until that is set", () => {
		const quirks = { ...noQuirks, keyLogin: { method: "x", variable: "A_KEY" } };
		expect(read({}, { quirks })).toBe("variable A_KEY");
		expect(read({}, { quirks, env: { A_KEY: "k" } })).toBe("agent");
	});

	test("is run with the agent's environment and directory", () => {
		const [way] = readLogins([{ id: "x", type: "terminal" }], asker);
		const env = { PATH: "/usr/bin:/bin", HOME: "/home/ada", EMPTY: "", KEY: "k" };
		expect(way?.run).toMatchObject({ env, cwd: "/work" });
	});
});

describe("a list of ways", () => {
	const ids = (offered: unknown) => readLogins(offered, asker).map(({ method }) => method.id);

	test("that is none is empty", () => {
		for (const offered of [undefined, null, "x", {}, [], [1, null, "x", []]]) expect(ids(offered)).toEqual([]);
	});

	test("has each id once, and none that cannot be typed", () => {
		const offered = ["a", "a", "", " b", "c\u001b[1m", "d\u202e", "e".repeat(201), 5, "f g"].map((id) => ({ id }));
		expect(ids(offered)).toEqual(["a", "f g"]);
	});

	test("is bounded, and so are its words, which no terminal obeys", () => {
		const many = Array.from({ length: 30 }, (_, n) => ({ id: `${n}` }));
		expect(ids(many)).toHaveLength(20);
		const words = {
			id: "x",
			name: `\u001b[31mred\u202e${"n".repeat(200)}`,
			description: `two\nlines ${"d".repeat(400)}`,
		};
		const [way] = readLogins([words], asker);
		expect(way?.method.name).toMatch(/^redn{97}$/);
		expect(way?.method.description).toMatch(/^two lines d{290}$/);
		expect(readLogins([{ id: "x", name: "\u001b[0m" }], asker)[0]?.method.name).toBe("x");
		expect(readLogins([{ id: "x", ...meta({ label: "Set up" }) }], asker)[0]?.method.name).toBe("Set up");
	});
});
