import { type Batcher, createBatcher } from "../../core/events/batcher.ts";
import { createLineFilter, type LineFilter } from "../../core/events/line-filter.ts";
import { compileRule, type LineRule } from "../../core/events/line-rule.ts";
import { silenceDraft } from "../../core/events/silence-draft.ts";
import { createLineSplitter, type LineSplitter } from "../../core/lines/line-splitter.ts";
import { LineTail } from "../../core/lines/line-tail.ts";
import { LineStats } from "../../core/lines/stats/line-stats.ts";
import { createRateCap, type RateCap, type TriageOutcome } from "../../core/triage/rate-cap.ts";
import type { EventDraft } from "../../model/event.ts";
import { ok, type Result } from "../../model/failure.ts";
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
	/** Lines the rule refused, blank lines that would have begun an event, and what full-screen programs drew. */
	readonly filtered: number;
	/** Lines over the rate cap, or after the last event of `maxEvents`. */
	readonly suppressed: number;
	/** Those of them that came after the last event of `maxEvents`. */
	readonly afterLast: number;
	/** Lines in the event that is still open. */
	readonly pending: number;
	/** Lines that the rule let through unread, because its patterns had used up their time; they are in the others too. */
	readonly unjudged: number;
	/** Lines of stderr, whether they count as events or not. */
	readonly stderrLines: number;
};

/** How lively a monitor is; both streams count. */
export type PipelineStats = {
	/** When the last line came, milliseconds since the epoch. */
	readonly lastLineAt: number | undefined;
	/** Milliseconds between lines, or between bursts of them; undefined unless they come regularly. */
	readonly regularIntervalMs: number | undefined;
	/** Lines a second in the last eight spans of 10 s, oldest first. */
	rates(now: number): number[];
};

/**
 * From the bytes of one monitor run to verdicts.
 * Times are milliseconds since the epoch, of a clock that does not go back.
 */
export type Pipeline = {
	pushBytes(stream: Line["stream"], chunk: Uint8Array, now: number): PipelineOutput[];
	/** Call when `due` says so; earlier or later is harmless. */
	tick(now: number): PipelineOutput[];
	/** When `tick` next has something to do. It may change with every call. */
	due(): number | undefined;
	/** Both streams ended: what was open is closed. */
	end(now: number): PipelineOutput[];
	/** The last 20 cleaned lines of a stream. */
	tail(stream: Line["stream"]): string[];
	/** Another rule and another rate from now on; the rest of the spec stays. Fails with `bad-pattern`, changing nothing. */
	retune(spec: PipelineSpec, now: number): Result<PipelineOutput[]>;
	readonly counts: PipelineCounts;
	readonly stats: PipelineStats;
};

/** The pipeline of one monitor run that starts now. Fails with `bad-pattern`. */
export function createPipeline(spec: PipelineSpec, now: number): Result<Pipeline> {
	const rule = compileRule(spec);
	return rule.ok ? ok(new MonitorPipeline(spec, rule.value, now)) : rule;
}

/** One stream of the script and what is known of it. */
type Source = {
	readonly splitter: LineSplitter;
	readonly tail: LineTail;
	readonly isEvent: boolean;
	lastBytesAt: number;
};

class MonitorPipeline implements Pipeline {
	readonly stats: LineStats;
	readonly #sources: Record<Line["stream"], Source>;
	#filter: LineFilter;
	readonly #batcher: Batcher = createBatcher();
	#cap: RateCap;
	readonly #caps: PipelineSpec["caps"];
	/** What the rules and caps before the last retuning counted. */
	readonly #before = { refused: 0, unjudged: 0, suppressed: 0 };
	/** The rate in force. */
	#rate: Pick<PipelineSpec["caps"], "burst" | "perSecond">;
	#inEvents = 0;
	/** Lines of a stream of events that full-screen programs drew. */
	#drawn = 0;
	/** Events passed, and lines that came too late for `maxEvents`. */
	#passed = 0;
	#afterLast = 0;
	/** Since when there was no line, until that was told. */
	#silentSince: number | undefined;

	constructor(spec: PipelineSpec, rule: LineRule, now: number) {
		const source = (stream: Line["stream"]): Source => ({
			splitter: createLineSplitter(stream),
			tail: new LineTail(),
			isEvent: spec.events === "both" || spec.events === stream,
			lastBytesAt: now,
		});
		this.#sources = { stdout: source("stdout"), stderr: source("stderr") };
		this.#filter = createLineFilter(rule, () => performance.now());
		this.#cap = createRateCap(spec.caps, now);
		this.#caps = spec.caps;
		this.#rate = spec.caps;
		this.#silentSince = now;
		this.stats = new LineStats(now);
	}

	get counts(): PipelineCounts {
		const { stdout, stderr } = this.#sources;
		const linesIn = [stdout, stderr].reduce(
			(sum, { isEvent, splitter }) => sum + (isEvent ? splitter.totalLines : 0),
			0,
		);
		return {
			linesIn,
			inEvents: this.#inEvents,
			filtered: this.#before.refused + this.#filter.refused + this.#batcher.blankLines + this.#drawn,
			suppressed: this.#before.suppressed + this.#cap.suppressedLines + this.#afterLast,
			afterLast: this.#afterLast,
			pending: this.#batcher.pendingLines,
			unjudged: this.#before.unjudged + this.#filter.unjudged,
			stderrLines: stderr.splitter.totalLines,
		};
	}

	pushBytes(stream: Line["stream"], chunk: Uint8Array, now: number): PipelineOutput[] {
		const outputs = this.tick(now);
		const source = this.#sources[stream];
		this.#takeLines(source, source.splitter.push(chunk), { now, outputs });
		source.lastBytesAt = now;
		return outputs;
	}

	tick(now: number): PipelineOutput[] {
		const outputs: PipelineOutput[] = [];
		for (const source of Object.values(this.#sources)) this.#flushPartial(source, { now, outputs });
		this.#admit(this.#batcher.closeDue(now), { now, outputs });
		outputs.push(...this.#cap.tick(now));
		this.#tellSilence({ now, outputs });
		return outputs;
	}

	due(): number | undefined {
		const times = [this.#batcher.due(), this.#cap.due(), this.#silenceDue()];
		for (const { splitter, lastBytesAt } of Object.values(this.#sources)) {
			if (splitter.pending) times.push(lastBytesAt + partialAfterMs);
		}
		const set = times.filter((time) => time !== undefined);
		return set.length === 0 ? undefined : Math.min(...set);
	}

	end(now: number): PipelineOutput[] {
		const outputs = this.tick(now);
		for (const source of Object.values(this.#sources)) {
			this.#takeLines(source, source.splitter.end(), { now, outputs });
		}
		this.#admit(this.#batcher.end(), { now, outputs });
		outputs.push(...this.#cap.end());
		this.#silentSince = undefined;
		return outputs;
	}

	tail(stream: Line["stream"]): string[] {
		return this.#sources[stream].tail.texts;
	}

	retune(spec: PipelineSpec, now: number): Result<PipelineOutput[]> {
		const rule = compileRule(spec);
		if (!rule.ok) return rule;
		const outputs = this.tick(now);
		this.#before.refused += this.#filter.refused;
		this.#before.unjudged += this.#filter.unjudged;
		this.#filter = createLineFilter(rule.value, () => performance.now());
		const { burst, perSecond } = spec.caps;
		// The same rate keeps its bucket: a new one would be full, and repeating the request would lift the cap.
		if (burst === this.#rate.burst && perSecond === this.#rate.perSecond) return ok(outputs);
		outputs.push(...this.#cap.end());
		this.#before.suppressed += this.#cap.suppressedLines;
		this.#cap = createRateCap(spec.caps, now);
		this.#rate = spec.caps;
		return ok(outputs);
	}

	#flushPartial({ splitter, lastBytesAt, ...source }: Source, step: Step): void {
		if (!splitter.pending || step.now < lastBytesAt + partialAfterMs) return;
		const line = splitter.flushPartial();
		if (line !== undefined) this.#takeLines(source, [line], step);
	}

	#takeLines({ tail, isEvent }: Pick<Source, "tail" | "isEvent">, lines: readonly Line[], step: Step): void {
		if (lines.length === 0) return;
		const told = lines.some((line) => line.drawn) ? lines.filter((line) => !line.drawn) : lines;
		const drawn = lines.length - told.length;
		tail.add(told);
		this.stats.add(lines.length, step.now, drawn > 0);
		this.#silentSince = step.now;
		if (!isEvent) return;
		this.#drawn += drawn;
		this.#admit(this.#batcher.add(this.#filter.accepted(told, step.now), step.now), step);
	}

	#admit(drafts: readonly EventDraft[], { now, outputs }: Step): void {
		for (const draft of drafts) {
			if (this.#usedUp) this.#afterLast += draft.lines;
			else this.#count(this.#cap.admit(draft, now), outputs);
		}
	}

	#count(outcomes: readonly TriageOutcome[], outputs: PipelineOutput[]): void {
		for (const outcome of outcomes) {
			outputs.push(outcome);
			if (outcome.type !== "pass" || outcome.draft.kind !== "output") continue;
			this.#passed++;
			this.#inEvents += outcome.draft.lines;
			if (this.#usedUp) outputs.push({ type: "max-events" });
		}
	}

	get #usedUp(): boolean {
		return this.#caps.maxEvents > 0 && this.#passed >= this.#caps.maxEvents;
	}

	#silenceDue(): number | undefined {
		if (this.#silentSince === undefined || this.#caps.silenceMs === 0) return undefined;
		return this.#silentSince + this.#caps.silenceMs;
	}

	#tellSilence(step: Step): void {
		const due = this.#silenceDue();
		if (due === undefined || step.now < due) return;
		this.#silentSince = undefined;
		this.#admit([silenceDraft(this.#caps.silenceMs)], step);
	}
}

/** One call: its time, and what came out of it so far. */
type Step = { readonly now: number; readonly outputs: PipelineOutput[] };

const partialAfterMs = 1000;
