import type { TurnEnd } from "../../backend.ts";

/** How long a turn may take, and how much may be said in it. */
export type Bounds = { readonly silenceMs: number; readonly turnMs: number; readonly answerChars: number };

/** Ends a turn that the person cancelled, that fell silent, takes too long or does not stop talking. */
export class Patience {
	/** Resolves when the turn has to end before the model's own end; never when it need not. */
	readonly over: Promise<TurnEnd>;
	readonly #abort = new AbortController();
	readonly #bounds: Bounds;
	readonly #turnTimer: NodeJS.Timeout;
	#silenceTimer: NodeJS.Timeout | undefined;
	#chars = 0;
	#resolve: (end: TurnEnd) => void = () => undefined;

	constructor(bounds: Bounds) {
		this.#bounds = bounds;
		this.over = new Promise((resolve) => {
			this.#resolve = resolve;
		});
		this.#turnTimer = setTimeout(() => this.#lose(`it took longer than ${seconds(bounds.turnMs)}`), bounds.turnMs);
		this.heard(0);
	}

	/** Aborted when the turn has to end. */
	get signal(): AbortSignal {
		return this.#abort.signal;
	}

	/** The model gave a sign, with so many characters in it. */
	heard(chars: number): void {
		const { silenceMs, answerChars } = this.#bounds;
		if (this.signal.aborted) return;
		this.#chars += chars;
		if (this.#chars > answerChars) {
			this.#lose(`it said more than ${answerChars} characters in one turn`);
			return;
		}
		clearTimeout(this.#silenceTimer);
		const lose = (): void => this.#lose(`the model said nothing for ${seconds(silenceMs)}`);
		this.#silenceTimer = setTimeout(lose, silenceMs);
	}

	cancel(): void {
		this.#end({ stop: "cancelled" });
	}

	/** Stops the timers, and whatever still runs. */
	close(): void {
		clearTimeout(this.#turnTimer);
		clearTimeout(this.#silenceTimer);
		this.#abort.abort();
	}

	#lose(error: string): void {
		this.#end({ stop: "failed", error });
	}

	#end(end: TurnEnd): void {
		this.#resolve(end);
		this.close();
	}
}

function seconds(ms: number): string {
	return `${ms / 1000} s`;
}
