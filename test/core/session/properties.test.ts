import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decide } from "../../../src/core/session/decide/decide.ts";
import { evolveAll } from "../../../src/core/session/evolve/evolve.ts";
import { emptyState, type State } from "../../../src/core/session/state.ts";
import type { Command } from "../../../src/model/command.ts";
import { type Entry, entrySchema } from "../../../src/model/entry.ts";
import { draftOf, Story, specOf } from "./scene.ts";

const id = fc.constantFrom("m1", "m2", "m3", "tests", "nope");
const event = fc.integer({ min: 1, max: 12 }).map((n) => `e${n}`);
const events = fc.array(event, { minLength: 1, maxLength: 3 });
const policy = fc.constantFrom("hold", "auto", "mute");
const spec = fc
	.record({ name: fc.constantFrom("tests", "build", "m2"), policy, overCap: fc.constantFrom("mute", "hold", "kill") })
	.map(({ name, overCap, ...rest }) => specOf(name, { ...rest, caps: { overCap } }));
const proposal = fc.oneof(
	spec.map((one) => ({ type: "start", spec: one }) as const),
	fc.record({ type: fc.constantFrom("stop", "restart"), monitor: id }),
);
const draft = fc
	.tuple(fc.string({ maxLength: 20 }), fc.constantFrom("output", "exit", "silence"))
	.map(([text, kind]) => draftOf(text, kind));
const suppressed = fc.string({ maxLength: 20 }).map((text) => draftOf(text, "suppression"));
const of = <T extends Command["type"], R extends object>(type: T, rest: { [K in keyof R]: fc.Arbitrary<R[K]> }) =>
	fc.record({ type: fc.constant(type), ...rest }) as unknown as fc.Arbitrary<Command>;

/** Any command, sensible or not: about things that are there and things that are not. */
const command: fc.Arbitrary<Command> = fc.oneof(
	of("start", { spec, anyName: fc.boolean() }),
	of("monitor-started", { monitor: id, sandboxed: fc.boolean() }),
	of("monitor-ended", { monitor: id, exitCode: fc.integer({ min: 0, max: 255 }) }),
	of("monitor-failed", { monitor: id, failure: fc.constant({ code: "internal", message: "no" }) }),
	of("restart", { monitors: fc.array(id, { minLength: 1, maxLength: 2 }) }),
	of("remove", { monitors: fc.array(id, { minLength: 1, maxLength: 2 }) }),
	of("stop", { monitors: fc.array(id, { minLength: 1, maxLength: 2 }), how: fc.constantFrom("term", "kill") }),
	of("set-policy", { monitors: fc.array(id, { minLength: 1, maxLength: 2 }), policy }),
	{ arbitrary: of("observe", { monitor: id, draft }), weight: 6 },
	{ arbitrary: of("forward", { events }), weight: 3 },
	of("forward-held", { monitor: id }),
	{ arbitrary: of("drop", { events }), weight: 2 },
	of("drop-held", { monitor: id }),
	{ arbitrary: of("undo", { monitor: id }), weight: 2 },
	of("send", { text: fc.string({ minLength: 1, maxLength: 5 }) }),
	of("interrupt", {}),
	{ arbitrary: of("turn-ended", { turn: fc.constant("now"), stop: fc.constantFrom("done", "cancelled") }), weight: 4 },
	of("turn-ended", { turn: fc.constantFrom("t1", "t2"), stop: fc.constant("failed") }),
	of("agent-said", { turn: fc.constantFrom("t1", "t2"), text: fc.string({ maxLength: 5 }) }),
	of("suppress", { monitor: id, draft: suppressed }),
	of("grow", { monitor: id, draft: suppressed }),
	of("calm", { monitor: id }),
	of("over-cap", { monitor: id }),
	of("end-by-cap", { monitor: id, reason: fc.constant("time") }),
	of("propose", { proposal, by: fc.constant("agent"), why: fc.constant("why") }),
	of("answer", {
		approval: fc.constantFrom("a1", "a2", "a3"),
		answer: fc.constantFrom("run", "run-forward", "always", "refuse"),
	}),
	of("notice", { text: fc.string({ maxLength: 5 }) }),
	of("recover", {}),
	of("close", {}),
);
const history = fc.array(command, { maxLength: 60 });

/** Plays a history; "now" as a turn means the one that runs. */
function play(commands: readonly Command[], after: (story: Story) => void = () => undefined): Story {
	const story = new Story({ turnsInRow: 3, turnsPerHour: 6, monitors: 2, runs: 8 });
	for (const given of commands) {
		const turn = story.state.conversation.turn?.id ?? "t0";
		story.try(given.type === "turn-ended" && given.turn === "now" ? { ...given, turn } : given);
		after(story);
	}
	return story;
}

function sum(counts: Record<string, number>): number {
	return Object.entries(counts).reduce((total, [verdict, count]) => (verdict === "total" ? total : total + count), 0);
}

function allEventsOf(state: State) {
	return Object.values(state.monitors).flatMap((monitor) => monitor.events);
}

const runs = { numRuns: 300 };

describe("whatever is commanded", () => {
	test("the entries fold to the live state, also after a way through JSON and the schema", () => {
		fc.assert(
			fc.property(history, (commands) => {
				const story = play(commands);
				expect(evolveAll(story.opened, story.entries)).toEqual(story.state);
				const stored = story.entries.map((entry): Entry => entrySchema.parse(JSON.parse(JSON.stringify(entry))));
				expect(evolveAll(story.opened, stored)).toEqual(story.state);
				expect(JSON.parse(JSON.stringify(story.state))).toEqual(story.state);
			}),
			runs,
		);
	});

	test("verdicts are counted: they add up, and what is held can be found", () => {
		fc.assert(
			fc.property(history, (commands) => {
				play(commands, ({ state }) => {
					for (const { counts, events: kept } of Object.values(state.monitors)) {
						expect(sum(counts)).toBe(counts.total);
						expect(Object.values(counts).every((count) => count >= 0)).toBe(true);
						for (const verdict of ["held", "forwarded", "muted", "dropped", "suppressed"] as const) {
							expect(kept.filter((one) => one.verdict === verdict)).toHaveLength(counts[verdict]);
						}
					}
				});
			}),
			runs,
		);
	});

	test("what waits is exactly what is forwarded and not delivered, each once", () => {
		fc.assert(
			fc.property(history, (commands) => {
				play(commands, ({ state, waiting }) => {
					const due = allEventsOf(state).filter((one) => one.verdict === "forwarded" && one.deliveredAt === undefined);
					expect([...waiting].sort()).toEqual(due.map((one) => one.id).sort());
					expect(new Set(waiting).size).toBe(waiting.length);
				});
			}),
			runs,
		);
	});

	test("the agent never has two turns, each event is delivered at most once, and an idle agent has nothing waiting", () => {
		fc.assert(
			fc.property(history, (commands) => {
				const story = play(commands, ({ state: { conversation } }) => {
					if (!conversation.turn) expect([conversation.waiting, conversation.queued]).toEqual([[], []]);
				});
				let open: string | undefined;
				const delivered: string[] = [];
				for (const entry of story.entries) {
					if (entry.type === "turn-started") {
						expect(open).toBeUndefined();
						open = entry.turn;
						delivered.push(...entry.events);
					}
					if (entry.type === "turn-ended" && entry.turn === open) open = undefined;
				}
				expect(new Set(delivered).size).toBe(delivered.length);
				const prompts = story.effects.flatMap((effect) => (effect.type === "prompt" ? [effect.prompt.turn] : []));
				expect(new Set(prompts).size).toBe(prompts.length);
			}),
			runs,
		);
	});

	test("ids are unique, and no monitor is named as another one's id", () => {
		fc.assert(
			fc.property(history, (commands) => {
				const { state } = play(commands);
				const ids = allEventsOf(state).map((one) => one.id);
				expect(new Set(ids).size).toBe(ids.length);
				for (const monitor of Object.values(state.monitors)) expect(state.monitors[monitor.spec.name]).toBeUndefined();
			}),
			runs,
		);
	});

	test("the cap on monitors at work holds", () => {
		fc.assert(
			fc.property(history, (commands) => {
				const starts = commands.filter((one) => one.type !== "monitor-started" && one.type !== "restart");
				play(starts, ({ state }) => {
					const working = Object.values(state.monitors).filter((monitor) => monitor.state === "running");
					expect(working.length).toBeLessThanOrEqual(2);
				});
			}),
			runs,
		);
	});

	test("a history without its beginning folds and can be gone on from, without a throw", () => {
		fc.assert(
			fc.property(history, history, fc.double({ min: 0, max: 1, noNaN: true }), (before, after, share) => {
				const { entries } = play(before);
				let state = evolveAll(emptyState, entries.slice(Math.floor(entries.length * share)));
				for (const given of after) {
					const decided = decide(state, given, 5_000_000);
					if (decided.ok) state = evolveAll(state, decided.value.entries);
				}
				expect(state.conversation.turns).toBeGreaterThanOrEqual(0);
			}),
			runs,
		);
	});

	test("time that goes back changes nothing of this", () => {
		fc.assert(
			fc.property(
				history,
				fc.array(fc.integer({ min: -10_000, max: 10_000 }), { minLength: 60, maxLength: 60 }),
				(commands, jumps) => {
					let state: State = emptyState;
					const entries: Entry[] = [];
					for (const [index, given] of commands.entries()) {
						const decided = decide(state, given, 1_000_000 + (jumps[index] ?? 0));
						if (!decided.ok) continue;
						entries.push(...decided.value.entries);
						state = evolveAll(state, decided.value.entries);
					}
					expect(evolveAll(emptyState, entries)).toEqual(state);
				},
			),
			runs,
		);
	});
});
