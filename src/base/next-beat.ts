/**
 * Milliseconds from `now` to the next multiple of `step`, at least 1.
 * What is not urgent and waits for a beat does its work together with others, in one waking of the process;
 * steps that divide each other share their beats.
 */
export function nextBeat(step: number, now: number): number {
	return Math.max(1, Math.ceil(step - (now % step)));
}
