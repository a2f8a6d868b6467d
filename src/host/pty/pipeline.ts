import type { TriageOutcome } from "../../core/triage/rate-cap.ts";
import type { Result } from "../../model/failure.ts";
import type { Line } from "../../model/line.ts";
import type { MonitorSpec } from "../../model/monitor.ts";

/** What came out of a monitor's output: a verdict of the rate cap, or the news that its events are used up (once). */
export type PipelineOutput = TriageOutcome | { readonly type: "max-events" };

/** What the pipeline needs to know of a monitor. */
export type PipelineSpec = Pick<MonitorSpec, "match" | "exclude" | "events" | "caps">;

/**
 * Lines so far.
 * `linesIn` = `inEvents` + `filtered` + `suppressed` + `pending`, at every moment.
 */
export type PipelineCounts = {
	/** Lines of the streams that count as events. */
	readonly linesIn: number;
	/** Lines in events that passed. */
	readonly inEvents: number;
	/** Lines the rule refused, and blank lines that would have begun an event. */
	readonly filtered: number;
	/** Lines over the rate cap, or after the last event of `--max-events`. */
	readonly suppressed: number;
	/** Lines in the event that is still open. */
	readonly pending: number;
	/** Lines of stderr, whether they count as events or not. */
	readonly stderrLines: number;
};

/** How lively a monitor is. */
export type PipelineStats = {
	/** When the last line came, milliseconds since the epoch. */
	readonly lastLineAt: number | undefined;
	/** Milliseconds between lines, as a moving average that favours the recent ones. */
	readonly meanIntervalMs: number | undefined;
	/** Lines a second in the last eight spans of 10 s, oldest first. */
	rates(now: number): number[];
};

/** From the bytes of one monitor run to verdicts. Times are milliseconds since the epoch. */
export type Pipeline = {
	pushBytes(stream: Line["stream"], chunk: Uint8Array, now: number): PipelineOutput[];
	/** Call when `due` says so; earlier or later is harmless. */
	tick(now: number): PipelineOutput[];
	due(): number | undefined;
	/** Both streams ended: what was open is closed. */
	end(now: number): PipelineOutput[];
	/** The last 20 cleaned lines of a stream. */
	tail(stream: Line["stream"]): string[];
	readonly counts: PipelineCounts;
	readonly stats: PipelineStats;
};

/** The pipeline of one monitor run that starts now. Fails with `bad-pattern`. */
export function createPipeline(_spec: PipelineSpec, _now: number): Result<Pipeline> {
	throw new Error("unwritten");
}
