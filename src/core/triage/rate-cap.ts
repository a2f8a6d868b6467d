import type { EventDraft } from "../../model/event.ts";
import type { Caps } from "../../model/monitor.ts";
import { Suppression } from "./suppression.ts";
import { TokenBucket } from "./token-bucket.ts";

/**
 * What the rate cap made of a draft, or of time passing.
 * - `pass`: the draft is an event.
 * - `suppress`: a running suppression event opens, with this text and these counts.
 * - `grow`: the running suppression event now reads like this; its counts are whole, not added.
 * - `over-cap`: suppression went on unbroken for 60 s; said once for each running suppression event.
 * - `calm`: the running suppression event has ended; the next one is another event.
 */
export type TriageOutcome =
	| { readonly type: "pass"; readonly draft: EventDraft }
	| { readonly type: "suppress"; readonly draft: EventDraft }
	| { readonly type: "grow"; readonly draft: EventDraft }
	| { readonly type: "over-cap" }
	| { readonly type: "calm" };

/** Bounds how often one monitor's events pass. All times are milliseconds since the epoch. */
export type RateCap = {
	/** Judges one draft. Exit and silence drafts always pass and cost nothing. */
	admit(draft: EventDraft, now: number): TriageOutcome[];
	/** Lets time pass. */
	tick(now: number): TriageOutcome[];
	/** When `tick` next has something to do. */
	due(): number | undefined;
	/** Ends a running suppression event, with its final counts. */
	end(): TriageOutcome[];
	/** Lines of output suppressed so far. */
	readonly suppressedLines: number;
};

/**
 * A rate cap with a full bucket. A zero `burst` or `perSecond` lifts it.
 *
 * Even in a flood an event passes whenever a token is gained, so passing ends nothing.
 * A running suppression event ends when nothing was suppressed for 10 s, or for two gains of a token if that is longer:
 * a monitor a little over its rate makes one event of it, not many.
 * Suppression is unbroken while less than 2 s, or two gains, lie between one suppressed draft and the next.
 */
export function createRateCap(caps: Pick<Caps, "burst" | "perSecond">, now: number): RateCap {
	return new BucketCap(caps, now);
}

/** One running suppression event and its times. */
type Running = {
	readonly folded: Suppression;
	/** Since when no gap came between suppressed drafts. */
	unbrokenSince: number;
	/** When a draft was last folded in. */
	lastAt: number;
	/** When its text was last told. */
	toldAt: number;
	/** Drafts were folded in since. */
	changed: boolean;
	overCap: boolean;
};

class BucketCap implements RateCap {
	suppressedLines = 0;
	#running: Running | undefined;
	readonly #bucket: TokenBucket | undefined;
	readonly #perSecond: number;
	readonly #gapMs: number;
	readonly #calmMs: number;

	constructor(caps: Pick<Caps, "burst" | "perSecond">, now: number) {
		const bounded = caps.burst > 0 && caps.perSecond > 0;
		this.#bucket = bounded ? new TokenBucket(caps, now) : undefined;
		this.#perSecond = caps.perSecond;
		this.#gapMs = 2 * Math.max(1000, 1000 / caps.perSecond);
		this.#calmMs = Math.max(minCalmMs, this.#gapMs);
	}

	admit(draft: EventDraft, now: number): TriageOutcome[] {
		const outcomes = this.tick(now);
		const free = draft.kind !== "output" || this.#bucket === undefined;
		if (free || this.#bucket.take(now)) outcomes.push({ type: "pass", draft });
		else this.#suppress(draft, now, outcomes);
		return outcomes;
	}

	tick(now: number): TriageOutcome[] {
		const running = this.#running;
		if (running === undefined) return [];
		if (now >= running.lastAt + this.#calmMs) return this.#close(now);
		return running.changed && now >= running.toldAt + growEveryMs ? [tell(running, now)] : [];
	}

	due(): number | undefined {
		const running = this.#running;
		if (running === undefined) return undefined;
		const calmAt = running.lastAt + this.#calmMs;
		return running.changed ? Math.min(calmAt, running.toldAt + growEveryMs) : calmAt;
	}

	end(): TriageOutcome[] {
		return this.#running ? this.#close(this.#running.lastAt) : [];
	}

	#close(now: number): TriageOutcome[] {
		const running = this.#running;
		this.#running = undefined;
		return running?.changed ? [tell(running, now), { type: "calm" }] : [{ type: "calm" }];
	}

	#suppress(draft: EventDraft, now: number, outcomes: TriageOutcome[]): void {
		this.suppressedLines += draft.lines;
		const running = this.#running;
		if (running === undefined) {
			outcomes.push(this.#open(draft, now));
			return;
		}
		running.folded.add(draft);
		running.changed = true;
		if (now >= running.lastAt + this.#gapMs) running.unbrokenSince = now;
		running.lastAt = now;
		if (running.overCap || now < running.unbrokenSince + overCapMs) return;
		running.overCap = true;
		outcomes.push({ type: "over-cap" });
	}

	#open(draft: EventDraft, now: number): TriageOutcome {
		const folded = new Suppression(this.#perSecond);
		folded.add(draft);
		this.#running = { folded, unbrokenSince: now, lastAt: now, toldAt: now, changed: false, overCap: false };
		return { type: "suppress", draft: folded.draft() };
	}
}

function tell(running: Running, now: number): TriageOutcome {
	running.changed = false;
	running.toldAt = now;
	return { type: "grow", draft: running.folded.draft() };
}

const minCalmMs = 10_000;
const growEveryMs = 1000;
const overCapMs = 60_000;
