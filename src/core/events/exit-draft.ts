import type { EventDraft } from "../../model/event.ts";

/** How a monitor ended. */
export type ExitFacts = {
	readonly exitCode?: number | undefined;
	/** Name of the signal that killed it, `SIGKILL`. */
	readonly signal?: string | undefined;
	readonly durationMs: number;
	/** Cleaned last lines of stderr; told only when the monitor failed. */
	readonly stderrTail: readonly string[];
	/** One sentence that helps, such as the option which would have allowed what failed. */
	readonly hint?: string | undefined;
};

/** The event that every end of a monitor is: `exit 3 after 5.1s`, then stderr's last lines when it failed. */
export function exitDraft(_facts: ExitFacts): EventDraft {
	throw new Error("unwritten");
}
