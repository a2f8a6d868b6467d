import type { Entry } from "../../../model/entry.ts";
import type { Result } from "../../../model/failure.ts";
import type { Effect } from "../effect.ts";
import type { State } from "../state.ts";

/** What a command becomes: facts, and what has to be done in the world. `monitor` names what was started. */
export type Decision = {
	readonly entries: readonly Entry[];
	readonly effects: readonly Effect[];
	readonly monitor?: string;
	readonly approval?: string;
	readonly agent?: string;
};

/** What every decision starts from. */
export type Moment = { readonly state: State; readonly at: number };

/** A decision of entries alone. */
export function entriesOnly(...entries: readonly Entry[]): Result<Decision> {
	return { ok: true, value: { entries, effects: [] } };
}

/** A decider for each command of a union, so that the compiler names the one that is missing. */
export type Deciders<C extends { type: string }> = {
	readonly [T in C["type"]]: (now: Moment, command: Extract<C, { type: T }>) => Result<Decision>;
};
