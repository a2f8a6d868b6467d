import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Config, readConfig, tighten } from "../../src/host/config.ts";
import { projectConfigSchema, userConfigSchema } from "../../src/model/config.ts";
import type { Result } from "../../src/model/failure.ts";
import type { Rule } from "../../src/model/rule.ts";
import { failureOf, temporaryDirectory, unwrap } from "./scene.ts";

/** The files of a person and of a project; what is undefined is not there. */
function files(user?: string, project?: string): { read: () => Result<Config>; file: string; cwd: string } {
	const home = temporaryDirectory();
	const cwd = join(home, "project");
	const file = join(home, ".config", "monmux", "config.json");
	mkdirSync(cwd);
	mkdirSync(join(file, ".."), { recursive: true });
	if (user !== undefined) writeFileSync(file, user);
	if (project !== undefined) writeFileSync(join(cwd, "monmux.json"), project);
	return { read: () => readConfig(cwd, {}, home), file, cwd };
}

describe("without files", () => {
	test("everything has its default, and nothing is written", () => {
		const { read, file } = files();
		expect(unwrap(read())).toMatchObject({ ...userConfigSchema.parse({}), file });
		expect(existsSync(file)).toBe(false);
	});

	test("XDG_CONFIG_HOME moves the person's file, a relative one does not", () => {
		const [directory, home] = [temporaryDirectory(), temporaryDirectory()];
		const at = (config: string): string => unwrap(readConfig(directory, { XDG_CONFIG_HOME: config }, home)).file;
		expect(at(directory)).toBe(join(directory, "monmux", "config.json"));
		expect(at("config")).toBe(join(home, ".config", "monmux", "config.json"));
	});
});

describe("a wrong value is named with its file and its key", () => {
	const users: [name: string, text: string, message: RegExp][] = [
		["a wrong type", '{"scrollback": "many"}', /config\.json: scrollback: .*number/],
		["a bound", '{"scrollback": 5}', /config\.json: scrollback: .*100/],
		["a nested one", '{"limits": {"runs": -1}}', /config\.json: limits\.runs: /],
		["an unknown key", '{"sandbx": "off"}', /config\.json: .*sandbx/],
		["a rule", '{"rules": [{"when": "x", "action": "run"}]}', /config\.json: rules\.0\.argument: .*needs the command/],
		["no JSON", "{sandbox: off}", /config\.json cannot be read/],
	];
	for (const [name, text, message] of users) {
		test(`of the person: ${name}`, () => {
			const failure = failureOf(files(text).read());
			expect(failure.code).toBe("bad-usage");
			expect(failure.message).toMatch(message);
			expect(failure.remedy).toBeTruthy();
		});
	}

	const projects: [name: string, text: string, message: RegExp][] = [
		["what loosens", '{"policy": "auto"}', /monmux\.json: policy|monmux\.json: .*policy/],
		["an agent, which could bring a login", '{"agent": {"id": "x", "command": "./x"}}', /monmux\.json: .*agent/],
		["the sandbox", '{"sandbox": "off"}', /monmux\.json: .*sandbox/],
		["no bound at all", '{"limits": {"runs": 0}}', /monmux\.json: limits\.runs: /],
		["another limit", '{"limits": {"turnsInRow": 500}}', /monmux\.json: limits: .*turnsInRow/],
		["a list", "[]", /monmux\.json: \(top level\): /],
		["no JSON", "{", /monmux\.json is not valid JSON/],
		["nothing", "", /monmux\.json is not valid JSON/],
	];
	for (const [name, text, message] of projects) {
		test(`of the project: ${name}`, () => {
			const failure = failureOf(files(undefined, text).read());
			expect(failure.code).toBe("bad-usage");
			expect(failure.message).toMatch(message);
		});
	}

	test("a wrong file is left as it was", () => {
		const { read, file } = files("{oops");
		read();
		expect(readFileSync(file, "utf8")).toBe("{oops");
	});

	test("a project's file that cannot be read is not passed over: it might forbid something", () => {
		const { read, cwd } = files();
		symlinkSync("monmux.json", join(cwd, "monmux.json"));
		expect(failureOf(read()).message).toMatch(/monmux\.json cannot be read: ELOOP/);
	});

	test("a project's file that never ends keeps nobody waiting", () => {
		const makers = [
			(path: string) => execFileSync("mkfifo", [path]),
			(path: string) => symlinkSync("/dev/zero", path),
			(path: string) => mkdirSync(path),
			(path: string) => writeFileSync(path, " ".repeat(70_000)),
		];
		for (const make of makers) {
			const { read, cwd } = files();
			make(join(cwd, "monmux.json"));
			expect(failureOf(read()).message).toMatch(/monmux\.json is no file of at most 65536 bytes/);
		}
	});
});

describe("a project can only tighten", () => {
	const rows: [name: string, user: object, project: object, expected: object][] = [
		["lower", { limits: { runs: 100 } }, { limits: { runs: 10 } }, { limits: { runs: 10 } }],
		["higher", { limits: { runs: 100 } }, { limits: { runs: 1000 } }, { limits: { runs: 100 } }],
		[
			"a bound where the person has none",
			{ limits: { monitors: 0 } },
			{ limits: { monitors: 4 } },
			{ limits: { monitors: 4 } },
		],
		["nothing said", { limits: { monitors: 0 } }, {}, { limits: { monitors: 0 } }],
	];
	for (const [name, user, project, expected] of rows) {
		test(name, () => {
			const both = tighten(userConfigSchema.parse(user), projectConfigSchema.parse(project));
			expect(both).toMatchObject(expected);
		});
	}

	test("and both files are read", () => {
		const { read } = files('{"limits": {"runs": 50}, "mouse": false}', '{"limits": {"runs": 5}}');
		expect(unwrap(read())).toMatchObject({ mouse: false, limits: { runs: 5, monitors: 16 } });
	});
});

describe("rules", () => {
	const rule: Rule = { when: "boom", monitor: "*", action: "say", argument: "hey", ask: true };

	test("are kept in the person's file, beside what is there", () => {
		const { read, file } = files('{"mouse": false}');
		const config = unwrap(read());
		unwrap(config.saveRules([rule]));
		expect(config.loadRules()).toEqual([rule]);
		expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ mouse: false, rules: [rule] });
		expect(unwrap(read()).rules).toEqual([rule]);
	});

	test("of another session are seen", () => {
		const { read, file } = files();
		const config = unwrap(read());
		writeFileSync(file, JSON.stringify({ rules: [rule] }));
		expect(config.loadRules()).toEqual([rule]);
	});

	test("that were broken since are none", () => {
		const { read, file } = files();
		const config = unwrap(read());
		writeFileSync(file, '{"rules": [{"when": 1}]}');
		expect(config.loadRules()).toEqual([]);
	});

	test("of a file that was broken since do not break the session", () => {
		const { read, file } = files();
		const config = unwrap(read());
		writeFileSync(file, "{oops");
		expect(config.loadRules()).toEqual([]);
		expect(failureOf(config.saveRules([rule])).message).toContain("could not be kept");
		expect(readFileSync(file, "utf8")).toBe("{oops");
	});

	test("that cannot be kept are a failure", () => {
		const { read, file } = files("{}");
		const config = unwrap(read());
		rmSync(join(file, ".."), { recursive: true });
		writeFileSync(join(file, ".."), "in the way");
		expect(failureOf(config.saveRules([rule])).remedy).toContain("writable");
	});
});
