/** Something that was started and can be stopped. Stopping twice is harmless. */
export type Stop = () => void;

/** Collects what was started, so that one call stops it all, newest first. */
export class DisposableStore {
	readonly #stops: Stop[] = [];
	#stopped = false;

	/** Registers a stop. A store that was stopped already runs it at once, so nothing started late leaks. */
	add(stop: Stop): void {
		if (this.#stopped) stop();
		else this.#stops.push(stop);
	}

	/** Runs every stop, even when one of them throws; the first error is thrown afterwards. */
	dispose(): void {
		this.#stopped = true;
		const errors: unknown[] = [];
		while (this.#stops.length > 0) {
			try {
				this.#stops.pop()?.();
			} catch (error) {
				errors.push(error);
			}
		}
		if (errors.length > 0) throw errors[0];
	}
}
