import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { editDistance } from "../../../../src/base/edit-distance.ts";
import { closest } from "../../../../src/tui/ui/slash/closest.ts";
import { nameOf, parseRun } from "../../../../src/tui/ui/slash/parse-run.ts";
import { slashCommands } from "../../../../src/tui/ui/slash/slash-commands.ts";
import { Person } from "../person.ts";

const after = (line: string, names: readonly string[] = ["tests"]) =>
	new Person()
		.running(...names)
		.type(line)
		.press("Enter");

describe("/run", () => {
	const check = (argument: string, expected: { name: string; policy: string; urgent?: boolean; line: string }) =>
		it(argument, () => {
			const spec = parseRun(argument, "/w");
			if (!spec.ok) throw new Error(spec.failure.message);
			const { name, policy, urgent = false } = expected;
			expect(spec.value).toMatchObject({ name, policy, urgent, cwd: "/w" });
			expect(spec.value.command).toEqual(["/bin/bash", "-c", expected.line]);
		});

	check("npm test -- --watch", { name: "npm", policy: "hold", line: "npm test -- --watch" });
	check("--auto tail -f a.log", { name: "tail", policy: "auto", line: "tail -f a.log" });
	check("--name logs --mute tail -f a", { name: "logs", policy: "mute", line: "tail -f a" });
	check("--auto --urgent make", { name: "make", policy: "auto", urgent: true, line: "make" });
	check("--name=logs --hold ls | wc", { name: "logs", policy: "hold", line: "ls | wc" });
	check("-- --odd program", { name: "--odd", policy: "hold", line: "--odd program" });
	check("for i in 1 2; do\necho $i; done", { name: "for", policy: "hold", line: "for i in 1 2; do\necho $i; done" });

	it("--auto --ws ws://localhost:3000/x", () => {
		const socket = { url: "ws://localhost:3000/x", protocols: [] };
		const spec = parseRun("--auto --ws ws://localhost:3000/x", "/w");
		const sandbox = { net: true, readOnly: true };
		expect(spec).toMatchObject({ value: { name: "localhost", policy: "auto", command: [], socket, sandbox } });
		expect(parseRun("--ws=ws://h --name feed", "/w")).toMatchObject({
			value: { name: "feed", socket: { url: "ws://h" } },
		});
	});

	const refuses = (argument: string, message: string) =>
		it(`refuses ${JSON.stringify(argument)}`, () => {
			const spec = parseRun(argument, "/w");
			expect(spec.ok ? "accepted" : spec.failure.message).toBe(message);
		});

	refuses("", "/run needs a command");
	refuses("--auto", "/run needs a command");
	refuses("--net on curl x", "/run does not know --net");
	refuses("--name", "/run does not know --name");
	refuses("--ws", "/run does not know --ws");
	refuses("--ws ws://h npm test", "/run --ws URL takes no command");
	refuses("--ws http://h", "--ws: is no ws: or wss: URL, such as ws://localhost:3000/events");

	const checkName = (command: string, expected: string) =>
		it(`names ${JSON.stringify(command)} ${expected}`, () => expect(nameOf(command)).toBe(expected));

	checkName("./scripts/watch.sh now", "watch.sh");
	checkName("PORT=1 A=b node server", "node");
	checkName('"my prog" x', "my");
	checkName("/", "run");
	checkName("(ls)", "ls");
	checkName("$(date)", "date");
	checkName("x".repeat(200), "x".repeat(80));

	it("starts a monitor that holds its events, with a free name", () => {
		const person = after("/run tests", ["tests"]);
		expect(person.commands).toMatchObject([{ type: "start", anyName: true, spec: { name: "tests", policy: "hold" } }]);
		expect(Object.values(person.state.monitors).map((monitor) => monitor.spec.name)).toEqual(["tests", "tests-2"]);
		expect(person.ui.composer.history).toEqual(["/run tests"]);
	});
});

describe("slash commands", () => {
	const asks = (line: string, command: object) =>
		it(`${line} asks for ${JSON.stringify(command)}`, () => expect(after(line).commands).toEqual([command]));

	asks("/policy tests mute", { type: "set-policy", monitors: ["m1"], policy: "mute" });
	asks("/stop tests", { type: "stop", monitors: ["m1"], how: "term" });
	asks("/kill tests", { type: "stop", monitors: ["m1"], how: "term" });
	asks("/mute tests", { type: "set-policy", monitors: ["m1"], policy: "mute" });
	asks("/unmute tests", { type: "set-policy", monitors: ["m1"], policy: "hold" });
	asks("/auto tests", { type: "set-policy", monitors: ["m1"], policy: "auto" });
	asks("/hold tests", { type: "set-policy", monitors: ["m1"], policy: "hold" });
	asks("/restart tests", { type: "restart", monitors: ["m1"] });

	const notes = (line: string, note: string) =>
		it(`${line} notes "${note}" and keeps the line`, () => {
			const person = after(line);
			expect(person.note).toBe(note);
			expect(person.intents).toEqual([]);
			expect(person.ui.composer.text).toBe(line);
			expect(person.ui.note?.bad).toBe(true);
		});

	notes("/policy tests loud", "/policy needs a monitor and hold, auto or mute. /policy NAME hold|auto|mute");
	notes("/policy", "/policy needs a monitor and hold, auto or mute. /policy NAME hold|auto|mute");
	notes("/stop", "/stop NAME: which monitor? 1 tests running (hold)");
	notes("/forward", "/forward ID…: which events? monmux events lists them.");
	notes("/clear", "no monitor has ended");
	notes("/clear tests", "tests still runs: x ends it");
	notes("/clear nobody", 'no monitor named "nobody". Monitors here: tests.');
	notes("/stop nobody", 'no monitor named "nobody". Monitors here: tests.');
	notes("/polcy x", "there is no command /polcy. Did you mean /policy? //polcy sends it to the agent.");
	notes("/re x", "there is no command /re. Did you mean /restart? //re sends it to the agent.");
	notes("/home/me", "there is no command /home/me. /help shows all. //home/me sends it to the agent.");
	notes("/", "a slash alone is no command. /help shows all.");
	notes("/constructor", "there is no command /constructor. /help shows all. //constructor sends it to the agent.");

	it("forward and drop events by their ids", () => {
		const person = new Person().running("tests").prints("tests", "one", "two", "three");
		person.type("/forward 1").press("Enter").type("/drop e2  3").press("Enter");
		expect(person.verdicts("tests")).toEqual(["one forwarded", "two dropped", "three dropped"]);
	});

	it("clear takes away one that has ended, or all of them, and asks about what is held", () => {
		const person = new Person().running("a", "b", "c", "d").ends("a").ends("b", 1).ends("c");
		person.type("/clear a").press("Enter");
		expect(Object.keys(person.state.monitors)).toEqual(["m2", "m3", "m4"]);
		person.prints("b", "late").type("/clear").press("Enter");
		expect(person.ui.overlay).toMatchObject({ question: "1 event of b, c held. Clear away all the same?" });
		expect(Object.keys(person.press("y").state.monitors)).toEqual(["m4"]);
	});

	it("are all in the README", () => {
		const readme = readFileSync("README.md", "utf8");
		for (const { usage } of slashCommands) expect(readme).toContain(`\`${usage.replaceAll("|", "\\|")}\``);
	});

	it("lists the monitors with what they hold", () => {
		const person = new Person().running("tests", "build").prints("build", "one").ends("build", 1);
		expect(person.type("/monitors").press("Enter").note).toBe("1 tests running (hold) · 2 build exited (hold, 1 held)");
		expect(after("/monitors", []).note).toBe("there is no monitor yet: /run CMD starts one");
	});

	it("opens the help and the question whether to leave", () => {
		expect(after("/help").ui.overlay).toEqual({ type: "help", scroll: 0 });
		expect(after("/quit").ui.overlay).toEqual({ type: "leave" });
		expect(after("/quit").ui.composer.text).toBe("");
	});

	it("are listed with a usage that begins with their name", () => {
		for (const { name, usage, help } of slashCommands) {
			expect(usage.startsWith(`/${name}`)).toBe(true);
			expect(help).not.toBe("");
		}
	});
});

describe("closest", () => {
	const check = (word: string, expected: string[]) =>
		it(`${word || "nothing"}: ${expected.join(", ")}`, () =>
			expect(closest(word, ["run", "restart", "policy", "stop"])).toEqual(expected));

	check("re", ["restart"]);
	check("rnu", []);
	check("runn", ["run"]);
	check("stpo", ["stop"]);
	check("polizei", []);
	check("", []);

	it("counts edits", () => {
		expect(editDistance("kitten", "sitting")).toBe(3);
		expect(editDistance("", "abc")).toBe(3);
		expect(editDistance("same", "same")).toBe(0);
		expect(editDistance("x".repeat(500), "y")).toBe(40);
	});
});
