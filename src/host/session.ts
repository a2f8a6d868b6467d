import { decide } from "../core/session/decide/decide.ts";
import type { Decision } from "../core/session/decide/decision.ts";
import type { Effect } from "../core/session/effect.ts";
import { evolve } from "../core/session/evolve/evolve.ts";
import { emptyState, type State } from "../core/session/state.ts";
import type { Command } from "../model/command.ts";
import type { Entry } from "../model/entry.ts";
import type { Result } from "../model/failure.ts";

/** Where entries go once they are true. */
export type EntryListener = (entries: readonly Entry[]) => void;

/**
 * The live session: the one place where commands become entries.
 * Entries are folded first, then told to the listeners (journal, clients), then their effects are performed;
 * an effect may dispatch again at once, and its entries come after the ones that caused it.
 */
export class Session {
	#state: State;
	readonly #listeners = new Set<EntryListener>();
	readonly #now: () => number;
	#perform: (effect: Effect) => void = () => undefined;
	/** Batches that were folded and not told yet. */
	readonly #untold: (readonly Entry[])[] = [];
	#telling = false;

	constructor(options: { now: () => number; state?: State }) {
		this.#state = options.state ?? emptyState;
		this.#now = options.now;
	}

	get state(): State {
		return this.#state;
	}

	/** Called with every batch of entries, after they were folded. */
	onEntries(listener: EntryListener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Who performs effects. */
	setRunner(perform: (effect: Effect) => void): void {
		this.#perform = perform;
	}

	/** Carries a command out, or refuses it with a reason. */
	dispatch(command: Command): Result<Decision> {
		const decided = decide(this.#state, command, this.#now());
		if (!decided.ok) return decided;
		this.record(decided.value.entries);
		for (const effect of decided.value.effects) this.#perform(effect);
		return decided;
	}

	/** Folds facts that no decision is needed for. */
	record(entries: readonly Entry[]): void {
		if (entries.length === 0) return;
		for (const entry of entries) this.#state = evolve(this.#state, entry);
		this.#untold.push(entries);
		if (!this.#telling) this.#tell();
	}

	/** A listener may dispatch: what comes of it is told after the batch it heard, so that all hear one order. */
	#tell(): void {
		this.#telling = true;
		try {
			for (let batch = this.#untold.shift(); batch !== undefined; batch = this.#untold.shift()) {
				for (const listener of this.#listeners) listener(batch);
			}
		} finally {
			this.#telling = false;
		}
	}
}
