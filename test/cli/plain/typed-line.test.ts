import { describe, expect, test } from "vitest";
import { readTypedLine } from "../../../src/cli/plain/typed-line.ts";
import { evolveAll } from "../../../src/core/session/evolve/evolve.ts";
import { emptyState, type State } from "../../../src/core/session/state.ts";
import { loginMethodSchema } from "../../../src/model/agent.ts";
import type { Entry } from "../../../src/model/entry.ts";
import { monitorSpecSchema } from "../../../src/model/monitor.ts";

const spec = monitorSpecSchema.parse({ name: "build", command: ["make"], cwd: "/p" });
const running: Entry[] = [
	{ type: "monitor-added", at: 1, monitor: "m1", spec, by: "person", agents: [] },
	{ type: "monitor-started", at: 1, monitor: "m1", run: 1, sandboxed: true },
];
const asked: Entry = {
	type: "approval-asked",
	at: 2,
	approval: { id: "a1", at: 2, by: "agent", proposal: { type: "restart", monitor: "m1" }, why: "rule 1" },
};

function stateOf(...entries: Entry[]): State {
	return evolveAll({ ...emptyState, cwd: "/p" }, [...running, ...entries]);
}

/** What a line becomes, as one text. */
function read(line: string, state = stateOf()): string {
	const typed = readTypedLine(line, state);
	if (!typed.ok) return `${typed.failure.code}: ${typed.failure.message}`;
	if (typed.value.type === "leave") return `leave ${typed.value.how}`;
	if (typed.value.type === "text")
		return `text ${typed.value.lines.length > 1 ? "of many lines" : typed.value.lines[0]}`;
	if (typed.value.type === "login") return `login ${typed.value.agent} ${typed.value.method}`;
	return JSON.stringify(typed.value.commands);
}

describe("a line in plain mode", () => {
	test.each([
		["what happened?", '[{"type":"send","text":"what happened?"}]'],
		["//literally", '[{"type":"send","text":"/literally"}]'],
		["   ", "[]"],
		["7", '[{"type":"send","text":"7"}]'],
		["/forward 3 e4", '[{"type":"forward","events":["3","e4"]}]'],
		["/drop 3", '[{"type":"drop","events":["3"]}]'],
		["/mute build", '[{"type":"set-policy","monitors":["build"],"policy":"mute"}]'],
		["/unmute build", '[{"type":"set-policy","monitors":["m1"],"policy":"hold"}]'],
		["/kill --now build", '[{"type":"stop","monitors":["build"],"how":"kill"}]'],
		["/clear build", '[{"type":"remove","monitors":["build"]}]'],
		["/stop build", '[{"type":"stop","monitors":["m1"],"how":"term"}]'],
		["/help", "text of many lines"],
		["/detach", "leave detach"],
		["/quit", "leave detach"],
		["/end", "leave stop"],
		["/monitors", "text 1 build running (hold)"],
	])("%s", (line, expected) => {
		expect(read(line)).toBe(expected);
	});

	test.each([
		["/nonsense", "bad-usage"],
		["/forward", "bad-usage"],
		["/unmute nobody", "unknown-monitor"],
		["/kill --nwo build", "bad-usage"],
	])("%s is refused and never sent", (line, code) => {
		expect(read(line)).toMatch(new RegExp(`^${code}: `));
	});

	test("/help tells of each command once", () => {
		const typed = readTypedLine("/help", stateOf());
		const words = typed.ok && typed.value.type === "text" ? typed.value.lines.map((line) => line.split(/[ :]/)[0]) : [];
		const commands = words.filter((word) => word?.startsWith("/"));
		expect(commands.length).toBeGreaterThan(10);
		expect(new Set(commands).size).toBe(commands.length);
	});

	test("/run starts a monitor here", () => {
		expect(JSON.parse(read("/run --auto npm test"))).toMatchObject([
			{
				type: "start",
				anyName: true,
				spec: { name: "npm", cwd: "/p", policy: "auto", command: ["/bin/bash", "-c", "npm test"] },
			},
		]);
	});

	test("a number answers the oldest request, and only one that was offered", () => {
		expect(read("1", stateOf(asked))).toBe('[{"type":"answer","approval":"a1","answer":"run"}]');
		expect(read("3", stateOf(asked))).toBe('[{"type":"answer","approval":"a1","answer":"refuse"}]');
		expect(read("4", stateOf(asked))).toMatch(/^bad-usage: request a1 has no answer 4/);
	});
});

describe("with several agents", () => {
	const join: Entry[] = ["playbook", "codex"].map((agent) => ({
		type: "agent-added",
		...{ at: 1, agent, kind: agent, label: agent },
	}));
	const several = stateOf(...join);
	const typed = (line: string, agent?: string) => {
		const result = readTypedLine(line, several, agent);
		return result.ok ? result.value : result.failure.message;
	};

	test("words go to the one that is spoken to", () => {
		expect(typed("hello", "codex")).toEqual({
			type: "commands",
			commands: [{ type: "send", text: "hello", agent: "codex" }],
		});
		expect(typed("/agent codex")).toEqual({ type: "commands", commands: [], agent: "codex" });
		expect(typed("/agent codex", "codex")).toEqual({ type: "commands", commands: [] });
	});

	test("one that is started is spoken to from then on", () => {
		expect(typed("/agent add claude")).toEqual({
			type: "commands",
			commands: [{ type: "add-agent", agent: "claude" }],
			agent: "claude",
		});
	});

	test("they are listed with who leads", () => {
		expect(typed("/agent")).toEqual({
			type: "text",
			lines: ["Agent playbook starting and leads.", "Agent codex starting."],
		});
	});

	test("the ways to log in are listed, and one is begun", () => {
		const logins = ["shell", "web", "key"].map((id, index) =>
			loginMethodSchema.parse({ id, name: id, how: ["terminal", "agent", "variable"][index], variables: ["A_KEY"] }),
		);
		const told = stateOf(...join, { type: "logins-told", at: 2, agent: "codex", logins, hint: "Run codex login." });
		const asked = (line: string, agent = "codex") => {
			const result = readTypedLine(line, told, agent);
			return result.ok ? result.value : result.failure.message;
		};
		expect(asked("/login")).toEqual({
			type: "text",
			lines: [
				"1 shell: in your terminal",
				"2 web: the agent does it itself, and may open a browser",
				"3 key: set A_KEY where monmux is started",
			],
		});
		expect(asked("/login 1")).toEqual({ type: "login", agent: "codex", method: "shell" });
		expect(asked("/login web")).toEqual({
			type: "commands",
			commands: [{ type: "restart-agent", agent: "codex", login: "web" }],
		});
		expect(asked("/login key")).toBe("key needs A_KEY in the environment that monmux is started in");
		expect(asked("/login", "playbook")).toBe("playbook names no way to log in");
	});

	test("what only a screen can do is refused", () => {
		expect(typed("/find x")).toBe("/find is for the drawn screen");
	});

	test("a permission is answered by the number of its choice", () => {
		const choices = [
			{ id: "yes", label: "Yes", kind: "allow-once" as const },
			{ id: "no", label: "No", kind: "reject-once" as const },
		];
		const call = { id: "c", title: "Edit", status: "waiting" as const, places: [], output: "", diffs: [] };
		const proposal = { type: "permit" as const, permission: { call, choices } };
		const approval = { id: "a1", at: 2, by: "agent" as const, agent: "codex", proposal, why: "" };
		expect(read("2", stateOf(...join, { type: "approval-asked", at: 2, approval }))).toBe(
			'[{"type":"answer","approval":"a1","answer":"refuse","choice":"no"}]',
		);
	});
});
