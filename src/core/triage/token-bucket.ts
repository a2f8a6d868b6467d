/**
 * A bucket that holds at most `burst` tokens and gains `perSecond` a second. It starts full.
 * It keeps the milliseconds until it is full again, so that whole seconds stay whole.
 */
export class TokenBucket {
	#missingMs = 0;
	#at: number;
	readonly #tokenMs: number;
	readonly #burstMs: number;

	constructor(size: { burst: number; perSecond: number }, now: number) {
		this.#tokenMs = 1000 / size.perSecond;
		this.#burstMs = size.burst * this.#tokenMs;
		this.#at = now;
	}

	/** Takes one token if there is one. A clock that goes back gains nothing and loses nothing. */
	take(now: number): boolean {
		this.#missingMs = Math.max(0, this.#missingMs - Math.max(0, now - this.#at));
		this.#at = now;
		if (this.#missingMs + this.#tokenMs > this.#burstMs + roundingMs) return false;
		this.#missingMs += this.#tokenMs;
		return true;
	}
}

/** More than all rounding, less than any clock can tell. */
const roundingMs = 1e-3;
