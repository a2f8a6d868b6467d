import { describe, expect, test } from "vitest";
import { commandsOf } from "../../src/cli/act.ts";
import { parseArguments } from "../../src/cli/arguments/parse-arguments.ts";
import { agentLines } from "../../src/cli/rows.ts";
import { evolveAll } from "../../src/core/session/evolve/evolve.ts";
import { emptyState } from "../../src/core/session/state.ts";

const state = evolveAll(emptyState, [
	{ type: "agent-added", at: 1, agent: "playbook", kind: "playbook", label: "playbook" },
	{ type: "agent-changed", at: 1, agent: "playbook", state: "ready" },
	{ type: "agent-added", at: 2, agent: "helper", kind: "codex", label: "helper" },
	{ type: "agent-changed", at: 2, agent: "helper", state: "dead", reason: "no login" },
	{ type: "message-queued", at: 3, agent: "helper", text: "hello" },
	{ type: "usage-told", at: 4, agent: "playbook", usage: { used: 10, size: 100 } },
]);

/** What a command line asks of the session, or why it does not. */
function asked(...argv: string[]): unknown {
	const parsed = parseArguments(argv);
	if (!parsed.ok) return parsed.failure.message;
	if (parsed.value.ask !== "run") return parsed.value.ask;
	const commands = commandsOf(parsed.value.parsed, state);
	return commands.ok ? commands.value : commands.failure.message;
}

describe("commands about agents", () => {
	test.each([
		[["send", "fix", "it"], [{ type: "send", text: "fix it" }]],
		[["send", "--agent", "helper", "fix it"], [{ type: "send", text: "fix it", agent: "helper" }]],
		[
			["route", "tests", "helper", "playbook"],
			[{ type: "route", monitors: ["tests"], agents: ["helper", "playbook"] }],
		],
		[["route", "tests"], "monmux route needs a monitor and the agents that get its events"],
		[["login", "a", "b"], "monmux login takes at most one word"],
		[["agents", "x"], "monmux agents takes no word: x"],
		[["transcript", "--agent"], "--agent needs a value: --agent NAME"],
	])("%j", (argv, expected) => expect(asked(...argv)).toEqual(expected));
});

describe("monmux agents", () => {
	test("says how each one is, who leads, and what waits", () => {
		expect(agentLines(state, false)).toEqual([
			"playbook         playbook   idle     leads",
			"helper           codex      dead            1 messages and 0 events wait  no login",
		]);
	});

	test("as JSON, one object a line", () => {
		expect(agentLines(state, true).map((line) => JSON.parse(line))).toEqual([
			{
				...{ id: "playbook", kind: "playbook", state: "ready", reason: null, leads: true, turn: null },
				...{ queued: 0, waiting: 0, used: 10, size: 100 },
			},
			{
				...{ id: "helper", kind: "codex", state: "dead", reason: "no login", leads: false, turn: null },
				...{ queued: 1, waiting: 0, used: null, size: null },
			},
		]);
	});
});
