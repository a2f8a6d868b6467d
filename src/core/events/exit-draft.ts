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
	/** Files that other programs run or obey, and that came while the monitor ran. */
	readonly appeared?: readonly string[];
};

/**
 * The event that every end of a monitor is: `exit 3 after 5.1s`, then stderr's last lines when it failed, then the hint,
 * then what it may have left for others to run.
 * `lines` and `cut` count the lines of stderr; the earliest are left out when they do not fit.
 */
export function exitDraft(facts: ExitFacts): EventDraft {
	const failed = facts.signal !== undefined || facts.exitCode !== 0;
	const told = failed ? facts.stderrTail : [];
	const { lines, cut } = fitLastLines(told, eventByteLimit - reserved);
	const hint = facts.hint === undefined ? [] : [facts.hint];
	const text = [endOf(facts), ...lines, ...hint, ...appearedLine(facts.appeared ?? [])].join("\n");
	return { kind: "exit", text, lines: told.length, cut, partial: false };
}

function endOf({ exitCode, signal, durationMs, reason }: ExitFacts): string {
	const after = `after ${formatDuration(durationMs)}${reason === undefined ? "" : `: ${reason}`}`;
	if (signal !== undefined) return `killed by ${signal} ${after}`;
	return exitCode === undefined ? `ended ${after}` : `exit ${exitCode} ${after}`;
}

function appearedLine(names: readonly string[]): string[] {
	if (names.length === 0) return [];
	const shown = names.slice(0, mostNamed).join(", ");
	const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : "";
	return [`New while it ran, and obeyed by other programs later: ${shown}${more}. Look before you trust.`];
}

const mostNamed = 8;

/** Bytes kept free for the first line, the hint and the names. */
const reserved = 1024;
