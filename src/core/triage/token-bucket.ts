/** A bucket that holds at most `burst` tokens and gains `perSecond` a second. It starts full. */
export class TokenBucket {
	#tokens: number;
	#at: number;
	readonly #burst: number;
	readonly #perSecond: number;

	constructor(size: { burst: number; perSecond: number }, now: number) {
		this.#burst = size.burst;
		this.#perSecond = size.perSecond;
		this.#tokens = size.burst;
		this.#at = now;
	}

	/** Takes one token if there is one. A clock that goes back gains nothing and loses nothing. */
	take(now: number): boolean {
		const gained = (Math.max(0, now - this.#at) * this.#perSecond) / 1000;
		this.#tokens = Math.min(this.#burst, this.#tokens + gained);
		this.#at = now;
		if (this.#tokens < 1) return false;
		this.#tokens -= 1;
		return true;
	}
}
