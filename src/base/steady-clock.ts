/**
 * A clock that follows another one forward and never back.
 * A step back of that one (a machine that sets its time) is not followed: this one goes on from where it was, ahead.
 * So what is due in 50 ms is due in 50 ms, also when an hour is taken back meanwhile.
 */
export class SteadyClock {
	readonly #wall: () => number;
	#ahead = 0;
	#last = Number.NEGATIVE_INFINITY;

	/** `wall` gives milliseconds since the epoch. */
	constructor(wall: () => number) {
		this.#wall = wall;
	}

	now(): number {
		const now = this.#wall() + this.#ahead;
		if (now < this.#last) this.#ahead += this.#last - now;
		else this.#last = now;
		return this.#last;
	}

	/** A time of this clock as the other one tells it now. */
	toWall(at: number): number {
		return at - this.#ahead;
	}
}
