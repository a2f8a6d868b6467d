import { expect, test } from "vitest";
import { narrate, narrateState } from "../../../src/cli/plain/narrate.ts";
import { evolveAll } from "../../../src/core/session/evolve/evolve.ts";
import { emptyState } from "../../../src/core/session/state.ts";
import type { ToolCall } from "../../../src/model/agent.ts";
import type { Entry } from "../../../src/model/entry.ts";
import { monitorSpecSchema } from "../../../src/model/monitor.ts";

const spec = monitorSpecSchema.parse({ name: "tests", command: ["npm", "test"], cwd: "/p" });
const feed = monitorSpecSchema.parse({
	...{ name: "feed", cwd: "/p", socket: { url: "wss://h/x" }, sandbox: { net: true, readOnly: true } },
});
const draft = { kind: "output" as const, text: "1 failed", lines: 1, cut: { lines: 0, bytes: 0 }, partial: false };
const event = { ...draft, id: "e1", monitor: "m1", seq: 1, at: 3, verdict: "held" as const, by: "policy" as const };

const call: ToolCall = { id: "c1", title: "Read a.ts", status: "done", places: [], output: "", diffs: [] };
const choices = [
	{ id: "x", label: "Allow once", kind: "allow-once" },
	{ id: "y", label: "Nope", kind: "reject-once" },
] as const;
const edit = { ...call, title: "Edit a.ts", places: ["a.ts"], diffs: [{ path: "a.ts", before: "", after: "x" }] };
const permit: Entry = {
	type: "approval-asked",
	at: 5,
	approval: {
		...{ id: "a7", at: 5, by: "agent", agent: "claude", why: "" },
		proposal: { type: "permit", permission: { call: edit, choices: [...choices] } },
	},
};

function said(text: string, changes: { turn?: string; thought?: boolean } = {}): Entry {
	return { type: "agent-said", at: 5, agent: "playbook", text, continues: false, thought: false, ...changes };
}

function lines(count: number): string {
	return Array.from({ length: count }, (_, index) => `line ${index + 1}`).join("\n");
}

/** The whole of a session, each entry with the sentence it is told in. */
const story: [Entry, string[]][] = [
	[{ type: "agent-added", at: 1, agent: "playbook", kind: "playbook", label: "playbook" }, ["Agent playbook starts."]],
	[{ type: "agent-changed", at: 1, agent: "playbook", state: "ready" }, ["Agent playbook is ready."]],
	[{ type: "monitor-added", at: 1, monitor: "m1", spec, by: "person", agents: [] }, []],
	[{ type: "monitor-started", at: 1, monitor: "m1", run: 1, sandboxed: true }, ["Monitor tests started."]],
	[
		{ type: "monitor-started", at: 1, monitor: "m1", run: 2, sandboxed: false },
		["Monitor tests started WITHOUT A SANDBOX."],
	],
	[{ type: "event-recorded", at: 3, event }, ["Event e1 from tests, held: 1 failed"]],
	[
		{ type: "event-recorded", at: 3, event: { ...event, id: "e2", text: lines(9) } },
		[`Event e2 from tests, held: ${lines(9)}`],
	],
	[
		{ type: "event-recorded", at: 3, event: { ...event, id: "e3", text: lines(200) } },
		[`Event e3 from tests, held: ${lines(8)}\nAnd 192 more lines: monmux logs tests.`],
	],
	[{ type: "verdict-changed", at: 4, events: ["e1"], verdict: "forwarded", by: "person" }, ["e1 forwarded."]],
	[
		{
			...{ type: "turn-started", at: 4, agent: "playbook", turn: "t1", origin: "monitor" },
			...{ text: "", events: ["e1"], notes: [] },
		},
		["To playbook: 1 event of tests."],
	],
	[said("look at ", { turn: "t1" }), []],
	[said("weigh it", { turn: "t1", thought: true }), []],
	[{ type: "tool-told", at: 5, agent: "playbook", turn: "t1", call: { ...call, status: "running" } }, []],
	[{ type: "tool-told", at: 5, agent: "playbook", turn: "t1", call }, ["playbook: Read a.ts, done."]],
	[said("a.ts:1", { turn: "t1" }), []],
	[
		{ type: "turn-ended", at: 5, agent: "playbook", turn: "t1", stop: "failed", error: "no answer" },
		["playbook says: look at", "playbook says: a.ts:1", "The turn of playbook failed: no answer."],
	],
	[said("by the way"), ["playbook says: by the way"]],
	[{ type: "agent-added", at: 5, agent: "claude", kind: "claude", label: "claude" }, ["Agent claude starts."]],
	[
		{ type: "agent-changed", at: 5, agent: "claude", state: "dead", reason: "no login" },
		["Agent claude is dead: no login."],
	],
	[
		{
			...{ type: "logins-told", at: 5, agent: "claude" },
			logins: [{ id: "web", name: "A page", description: "", how: "agent", variables: [] }],
		},
		[],
	],
	[
		{ type: "agent-changed", at: 5, agent: "claude", state: "dead", reason: "Log in there.", wantsLogin: true },
		[
			"Agent claude is dead: Log in there.",
			"claude wants a login. Type /login and a number:",
			"1 A page (web): the agent does it itself, and may open a browser",
			"Or outside: Log in there. Then /agent restart claude",
		],
	],
	[
		{ type: "agent-added", at: 5, agent: "claude", kind: "claude", label: "claude", login: "web" },
		["Agent claude starts, and logs in by web."],
	],
	[
		{ type: "monitor-routed", at: 5, monitor: "m1", agents: ["claude", "playbook"] },
		["Events of tests go to claude, playbook."],
	],
	[{ type: "lead-changed", at: 5, agent: "claude" }, ["Agent claude leads."]],
	[
		permit,
		[
			"Request a7: claude asks to do this: Edit a.ts, touching a.ts.",
			"Answer with a number and Enter: 1 allow once, 2 reject: Nope.",
		],
	],
	[{ type: "agent-removed", at: 5, agent: "claude" }, ["Agent claude has left."]],
	[
		{ type: "policy-changed", at: 6, monitor: "m1", policy: "mute", by: "cap", reason: "over its rate cap for 60 s" },
		[],
	],
	[{ type: "noticed", at: 7, text: "The disk is full." }, ["The disk is full."]],
	[
		{
			type: "approval-asked",
			at: 8,
			approval: { id: "a1", at: 8, by: "agent", proposal: { type: "start", spec, agents: [] }, why: "rule 2" },
		},
		[
			"Request a1: start tests: npm test. rule 2.",
			"Answer with a number and Enter: 1 run, hold events, 2 run, forward, 3 always for this command, 4 refuse.",
		],
	],
	[{ type: "approval-answered", at: 9, approval: "a1", answer: "refuse" }, ["Request a1: refuse."]],
	[
		{
			type: "approval-asked",
			at: 8,
			approval: { id: "a2", at: 8, by: "agent", proposal: { type: "start", spec: feed, agents: [] }, why: "" },
		},
		[
			"Request a2: start feed: ws wss://h/x, network on.",
			"Answer with a number and Enter: 1 run, hold events, 2 run, forward, 3 always for this URL, 4 refuse.",
		],
	],
];

test("every entry is told once, in flat sentences", () => {
	let state = { ...emptyState, cwd: "/p" };
	for (const [entry, sentences] of story) {
		state = evolveAll(state, [entry]);
		expect(narrate(state, [entry])).toEqual(sentences);
	}
});

test("whoever comes hears where things stand", () => {
	const entries = story.slice(0, 6).map(([entry]) => entry);
	expect(narrateState(evolveAll({ ...emptyState, cwd: "/p" }, entries))).toEqual([
		"monmux in /p. Agent playbook.",
		"Monitor tests: running, hold, 1 event held.",
		"Type a message and Enter, or /help.",
	]);
	const wanted = narrateState(
		evolveAll(emptyState, [
			{ type: "agent-added", at: 1, agent: "claude", kind: "claude", label: "claude" },
			{ type: "agent-changed", at: 1, agent: "claude", state: "dead", wantsLogin: true },
		]),
	);
	expect(wanted[1]).toMatch(/^claude wants a login, and names no way to do it here\./);
	expect(narrateState(emptyState)).toContain("No monitor yet. Type /run and a command.");
});
