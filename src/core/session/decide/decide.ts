import type { Command } from "../../../model/command.ts";
import type { Result } from "../../../model/failure.ts";
import { evolveAll } from "../evolve/evolve.ts";
import type { State } from "../state.ts";
import { commands } from "./decide-command.ts";
import { tellOverflow } from "./decide-event.ts";
import { facts } from "./decide-fact.ts";
import { nextTurns } from "./decide-turn.ts";
import type { Decision, Moment } from "./decision.ts";

const deciders = { ...commands, ...facts };

/**
 * Decides what a command becomes in a state, or refuses it with a reason.
 * Pure: `at` (milliseconds since the epoch) comes in, ids are counted from the state.
 * Whatever was decided, every idle agent for which something waits begins its next turn.
 */
export function decide(state: State, command: Command, at: number): Result<Decision> {
	// The table has a decider for the very type of each command, which the compiler cannot follow through the look-up.
	const decideOne = deciders[command.type] as (now: Moment, command: Command) => Result<Decision>;
	const decided = decideOne({ state, at }, command);
	if (!decided.ok) return decided;
	const after = evolveAll(state, decided.value.entries);
	const overflow = tellOverflow({ state, at }, after, command);
	const turns = nextTurns({ state: after, at });
	return {
		ok: true,
		value: {
			...decided.value,
			entries: [...decided.value.entries, ...overflow, ...turns.entries],
			effects: [...decided.value.effects, ...turns.effects],
		},
	};
}
