import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decide } from "../../../src/core/session/decide/decide.ts";
import { evolveAll } from "../../../src/core/session/evolve/evolve.ts";
import { emptyState, type State } from "../../../src/core/session/state.ts";
import { type Entry, entrySchema } from "../../../src/model/entry.ts";
import { history, livelyHistory, play, steadyHistory, storyOf } from "./histories.ts";
import { checkDelivery, checkIdle, checkQueues, checkTurns } from "./invariants.ts";

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
			fc.property(history, (given) => {
				const story = play(given);
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
			fc.property(history, (given) => {
				play(given, ({ state }) => {
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

	test("what is forwarded and not delivered waits for every owner, and nothing else waits", () => {
		fc.assert(
			fc.property(history, (given) => void play(given, checkQueues)),
			runs,
		);
	});

	test("while owners stay, each forwarded event is handed to each of them or waits for it", () => {
		fc.assert(
			fc.property(steadyHistory, (given) => void play(given, checkDelivery)),
			runs,
		);
	});

	test("no agent has two turns at once, an event twice, or an event that it does not own", () => {
		fc.assert(
			fc.property(history, (given) => checkTurns(play(given))),
			runs,
		);
	});

	test("no two turns have the same name, whosever they are", () => {
		fc.assert(
			fc.property(history, (given) => {
				const { effects } = play(given);
				const prompts = effects.flatMap((effect) => (effect.type === "prompt" ? [effect.prompt.turn] : []));
				expect(new Set(prompts).size).toBe(prompts.length);
			}),
			runs,
		);
	});

	test("an idle agent that is ready has nothing waiting, but what a loop breaker leaves to another owner", () => {
		fc.assert(
			fc.property(history, (given) => void play(given, checkIdle)),
			runs,
		);
	});

	test("all this holds while events move between agents, over and over", () => {
		fc.assert(
			fc.property(livelyHistory, (given) => {
				const story = play(given, (now) => {
					checkQueues(now);
					checkIdle(now);
				});
				checkTurns(story);
			}),
			{ numRuns: 1500 },
		);
	});

	test("ids are unique, and no monitor is named as another one's id", () => {
		fc.assert(
			fc.property(history, (given) => {
				const { state } = play(given);
				const ids = allEventsOf(state).map((one) => one.id);
				expect(new Set(ids).size).toBe(ids.length);
				for (const monitor of Object.values(state.monitors)) expect(state.monitors[monitor.spec.name]).toBeUndefined();
			}),
			runs,
		);
	});

	test("the cap on monitors at work holds", () => {
		fc.assert(
			fc.property(history, (given) => {
				const commands = given.commands.filter((one) => one.type !== "monitor-started" && one.type !== "restart");
				play({ ...given, commands }, ({ state }) => {
					const working = Object.values(state.monitors).filter((monitor) => monitor.state === "running");
					expect(working.length).toBeLessThanOrEqual(3);
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
				for (const command of after.commands) {
					const decided = decide(state, command, 5_000_000);
					if (decided.ok) state = evolveAll(state, decided.value.entries);
				}
				expect(state.counters.turns).toBeGreaterThanOrEqual(0);
			}),
			runs,
		);
	});

	test("time that goes back changes nothing of this", () => {
		fc.assert(
			fc.property(
				history,
				fc.array(fc.integer({ min: -10_000, max: 10_000 }), { minLength: 60, maxLength: 60 }),
				(given, jumps) => {
					const { state: begun } = storyOf(given);
					let state = begun;
					const entries: Entry[] = [];
					for (const [index, command] of given.commands.entries()) {
						const decided = decide(state, command, 1_000_000 + (jumps[index] ?? 0));
						if (!decided.ok) continue;
						entries.push(...decided.value.entries);
						state = evolveAll(state, decided.value.entries);
					}
					expect(evolveAll(begun, entries)).toEqual(state);
				},
			),
			runs,
		);
	});
});
