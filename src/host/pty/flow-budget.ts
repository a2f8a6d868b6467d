import type { Stop } from "../../base/disposable.ts";

/** Something that can be told to stop reading for a moment. */
export type Flow = { pause(): void; resume(): void };

/** Milliseconds between refills. A pty that is paused for longer than 200 ms at its exit loses output; this stays far below. */
const windowMs = 33;
/** Bytes that all monitors together may bring in one window: about 8 MB/s, up to a core with lines of two bytes. */
const windowBytes = 256 * 1024;
/** What one monitor may bring in a window in any case. */
const leastBytes = 16 * 1024;

/**
 * Back-pressure for floods: who used up its share of the window is not read until the next one,
 * so its script waits in `write` as it would on a slow terminal, and nothing piles up here.
 */
export class FlowBudget {
	readonly #used = new Map<Flow, number>();
	readonly #paused = new Set<Flow>();
	#share = windowBytes;
	#windowEnd = 0;
	#timer: NodeJS.Timeout | undefined;

	/** Registers a flow; the stop forgets it. */
	add(flow: Flow): Stop {
		this.#used.set(flow, 0);
		return () => {
			this.#used.delete(flow);
			this.#paused.delete(flow);
		};
	}

	/** Counts what a flow brought, and pauses it when that was its share. */
	spend(flow: Flow, chunk: Uint8Array): void {
		const now = performance.now();
		if (now >= this.#windowEnd && this.#timer === undefined) this.#refill(now);
		const used = (this.#used.get(flow) ?? 0) + chunk.length;
		this.#used.set(flow, used);
		if (used < this.#share || this.#paused.has(flow)) return;
		this.#paused.add(flow);
		// Only who is paused needs to be woken: in quiet times there is no timer.
		this.#timer ??= setTimeout(() => this.#refill(performance.now()), Math.max(1, this.#windowEnd - now));
		flow.pause();
	}

	#refill(now: number): void {
		this.#timer = undefined;
		this.#windowEnd = now + windowMs;
		const greedy = this.#paused.size;
		this.#share = Math.max(leastBytes, Math.floor(windowBytes / Math.max(1, greedy)));
		for (const flow of this.#used.keys()) this.#used.set(flow, 0);
		const resumed = [...this.#paused];
		this.#paused.clear();
		for (const flow of resumed) flow.resume();
	}
}
