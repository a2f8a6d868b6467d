import { describe, expect, test } from "vitest";
import {
	agentLines,
	eventLine,
	eventLines,
	iso,
	lsLines,
	transcriptLine,
	transcriptLines,
} from "../../src/cli/rows.ts";
import { evolveAll } from "../../src/core/session/evolve/evolve.ts";
import type { EventRow } from "../../src/core/session/report.ts";
import { emptyState, type State } from "../../src/core/session/state.ts";
import { type Entry, entrySchema } from "../../src/model/entry.ts";
import { monitorSpecSchema } from "../../src/model/monitor.ts";

const at = Date.UTC(2030, 4, 6, 7, 8, 9, 12);
const time = new Date(at).toTimeString().slice(0, 8);
const spec = monitorSpecSchema.parse({ name: "tests", command: ["npm", "test"], cwd: "/p" });
const draft = { kind: "output", text: "one\ntwo", lines: 2, cut: { lines: 0, bytes: 0 }, partial: false } as const;
const event = { ...draft, id: "e1", monitor: "m1", seq: 1, at, verdict: "held", by: "policy" } as const;

const entries: readonly Entry[] = [
	{ type: "monitor-added", at, monitor: "m1", spec, by: "person", agents: [] },
	{ type: "monitor-started", at, monitor: "m1", run: 1, sandboxed: true },
	{ type: "event-recorded", at, event },
	{ type: "monitor-ended", at, monitor: "m1", exitCode: 3 },
	{ type: "monitor-added", at, monitor: "m2", spec: { ...spec, name: "bare" }, by: "person", agents: [] },
	{ type: "monitor-started", at, monitor: "m2", run: 1, sandboxed: false },
	{ type: "agent-added", at, agent: "playbook", kind: "playbook", label: "playbook" },
	{ type: "agent-said", at, agent: "playbook", text: "first\nsecond", continues: false, thought: false },
	{
		type: "approval-asked",
		at,
		approval: { id: "a1", at, by: "agent", proposal: { type: "restart", monitor: "m1" }, why: "it failed" },
	},
];
const state: State = evolveAll(emptyState, entries);

const row = (changed: Partial<EventRow> = {}): EventRow => ({
	id: "e1",
	monitor: "tests",
	seq: 1,
	at: iso(at),
	text: "one",
	lines: 1,
	cut: { lines: 0, bytes: 0 },
	verdict: "held",
	deliveredAt: null,
	...changed,
});

describe("for a person", () => {
	test("monitors with their end, counts and badge, then what waits", () => {
		expect(lsLines(state, false)).toEqual([
			"m1   tests            exited exit 3    hold  1 events, 1 held  npm test",
			"m2   bare             running          hold  0 events, 0 held  UNSANDBOXED  npm test",
			"a1  waits for an answer: restart tests (it failed)",
		]);
	});

	test("columns stay in line whatever the names are, and dropped events are told", () => {
		const named = (monitor: string, name: string): Entry => ({
			...({ type: "monitor-added", at, monitor, by: "person" } as const),
			agents: [],
			spec: { ...spec, name, command: ["printf", "\u001b[31mred\u202e"] },
		});
		const dropped: Entry = { type: "event-recorded", at, event: { ...event, monitor: "m3", verdict: "dropped" } };
		const long = evolveAll(emptyState, [named("m3", "x".repeat(20)), named("m4", "日本"), dropped]);
		expect(lsLines(long, false)).toEqual([
			"m3   xxxxxxxxxxxxxxxxxxxx running          hold  1 events, 0 held, 1 dropped  printf red",
			"m4   日本                 running          hold  0 events, 0 held  printf red",
		]);
	});

	test("an agent's own words cannot steer the terminal", () => {
		const reason = "gone\u001b[2J \u202eaway";
		const died = entrySchema.parse({ type: "agent-changed", at, agent: "playbook", state: "dead", reason });
		expect(agentLines(evolveAll(state, [died]), false)).toEqual([
			`${"playbook".padEnd(16)} ${"playbook".padEnd(10)} ${"dead".padEnd(8)} leads  gone away`,
		]);
	});

	test("a request to be permitted something is named by its call, on one line", () => {
		const call = {
			id: "c1",
			title: "Edit a.ts\nand\u001b[31m b.ts",
			status: "waiting",
			places: [],
			output: "",
			diffs: [],
		};
		const proposal = {
			type: "permit",
			permission: { call, choices: [{ id: "no", label: "No", kind: "reject-once" }] },
		};
		const asked = entrySchema.parse({
			type: "approval-asked",
			at,
			approval: { id: "a2", at, by: "agent", agent: "playbook", proposal, why: "it asks" },
		});
		expect(lsLines(evolveAll(state, [asked]), false).at(-1)).toBe(
			"a2  waits for an answer: permit Edit a.ts and b.ts (it asks)",
		);
	});

	test.each([
		["held", "◌"],
		["forwarded", "▸"],
		["muted", "·"],
		["dropped", "×"],
		["suppressed", "≈"],
	] as const)("a %s event has its mark and its word", (verdict, mark) => {
		expect(eventLine(row({ verdict }))).toBe(`${time} ${mark} ${verdict.padEnd(10)} e1    tests: one`);
	});

	test("further lines are indented, and what was left out is said", () => {
		expect(eventLine(row({ text: "one\ntwo" })).split("\n")[1]).toBe("    two");
		expect(eventLine(row({ cut: { lines: 4, bytes: 99 } }))).toContain(
			"(left out: 4 lines, 99 bytes; monmux logs tests)",
		);
	});

	test("messages", () => {
		expect(transcriptLines(state, false)).toEqual([`${time} agent: first\n    second`]);
		expect(transcriptLine({ at: iso(at), from: "person", text: "hi", events: [], turn: null })).toBe(
			`${time} person: hi`,
		);
	});
});

describe("for a program", () => {
	const parse = (lines: readonly string[]) => lines.map((line) => JSON.parse(line));

	test("monitors", () => {
		expect(parse(lsLines(state, true))[0]).toEqual({
			id: "m1",
			name: "tests",
			command: ["npm", "test"],
			state: "exited",
			exitCode: 3,
			signal: null,
			policy: "hold",
			sandboxed: true,
			startedAt: "2030-05-06T07:08:09.012Z",
			events: { total: 1, held: 1, forwarded: 0, muted: 0, dropped: 0, suppressed: 0 },
		});
		expect(lsLines(state, true)).toHaveLength(2);
	});

	test("events and messages", () => {
		expect(parse(eventLines(state, true))).toEqual([row({ text: "one\ntwo", lines: 2 })]);
		expect(parse(transcriptLines(state, true))).toEqual([
			{ at: iso(at), from: "agent", text: "first\nsecond", events: [], turn: null },
		]);
	});
});
