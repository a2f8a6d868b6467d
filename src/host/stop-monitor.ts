import type { Monitors } from "./monitors.ts";
import { hasBegun, killSandbox, signalScript } from "./sandbox/processes.ts";
import type { Session } from "./session.ts";

/** Milliseconds between TERM to the script and the end of its whole sandbox. */
const graceMs = 2000;
/** What a timer of Node holds at most. */
const longestTimerMs = 2_147_483_647;

/** Ends monitors: politely with a bound, at once, or after a time. */
export class Stopper {
	readonly #timers = new Map<string, NodeJS.Timeout[]>();
	readonly #session: Session;
	readonly #monitors: Monitors;

	constructor(session: Session, monitors: Monitors) {
		this.#session = session;
		this.#monitors = monitors;
	}

	/** TERM to every process of the script and, 2 s later, KILL to what is left; or KILL at once, as when none has begun. */
	stop(monitor: string, how: "term" | "kill"): void {
		const run = this.#monitors.get(monitor)?.run;
		if (!run) return;
		const kill = (): void => killSandbox(run.pid);
		if (how === "kill" || !hasBegun(run.pid)) {
			kill();
		} else {
			signalScript(run.pid, "SIGTERM");
			this.#later(monitor, graceMs, kill);
		}
	}

	/** Ends a monitor when it has lived for so many milliseconds, `left` of them from now. */
	endAfter(monitor: string, ms: number, left = ms): void {
		const wait = Math.min(left, longestTimerMs);
		this.#later(monitor, wait, () => {
			if (left > wait) this.endAfter(monitor, ms, left - wait);
			else this.#session.dispatch({ type: "end-by-cap", monitor, reason: `its time of ${ms / 1000} s is over` });
		});
	}

	/** The run is over: nothing is pending for it. */
	ended(monitor: string): void {
		for (const timer of this.#timers.get(monitor) ?? []) clearTimeout(timer);
		this.#timers.delete(monitor);
	}

	/** KILL to every sandbox at once: the host ends. */
	killAll(): void {
		for (const live of this.#monitors.all()) if (live.run) killSandbox(live.run.pid);
	}

	#later(monitor: string, ms: number, act: () => void): void {
		this.#timers.set(monitor, [...(this.#timers.get(monitor) ?? []), setTimeout(act, ms)]);
	}
}
