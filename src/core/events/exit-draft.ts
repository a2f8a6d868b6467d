import { formatDuration } from "../../base/duration.ts";
import { fitLastLines } from "../../base/fit-lines.ts";
import type { EventDraft } from "../../model/event.ts";
import { eventByteLimit } from "../../model/line.ts";

/** How a monitor ended. */
export type ExitFacts = {
	readonly exitCode?: number | undefined;
	/** Name of the signal that killed it, `SIGKILL`. */
	readonly signal?: string | undefined;
	readonly durationMs: number;
	/** Why it was ended, when a cap did it. */
	readonly reason?: string | undefined;
	/** Cleaned last lines of stderr; told only when the monitor failed. */
	readonly stderrTail: readonly string[];
	/** One sentence that helps, such as the option which would have allowed what failed. */
	readonly hint?: string | undefined;
};

/**
 * The event that every end of a monitor is: `exit 3 after 5.1s`, then stderr's last lines when it failed, then the hint.
 * `lines` and `cut` count the lines of stderr; the earliest are left out when they do not fit.
 */
export function exitDraft(facts: ExitFacts): EventDraft {
	const failed = facts.signal !== undefined || facts.exitCode !== 0;
	const told = failed ? facts.stderrTail : [];
	const { lines, cut } = fitLastLines(told, eventByteLimit - reserved);
	const hint = facts.hint === undefined ? [] : [facts.hint];
	const text = [endOf(facts), ...lines, ...hint].join("\n");
	return { kind: "exit", text, lines: told.length, cut, partial: false };
}

function endOf({ exitCode, signal, durationMs, reason }: ExitFacts): string {
	const after = `after ${formatDuration(durationMs)}${reason === undefined ? "" : `: ${reason}`}`;
	if (signal !== undefined) return `killed by ${signal} ${after}`;
	return exitCode === undefined ? `ended ${after}` : `exit ${exitCode} ${after}`;
}

/** Bytes kept free for the first line and the hint. */
const reserved = 1024;
