import type { EventDraft } from "../../model/event.ts";
import type { Caps } from "../../model/monitor.ts";

/**
 * What the rate cap made of a draft, or of time passing.
 * - `pass`: the draft is an event.
 * - `suppress`: a running suppression event opens, with this text and these counts.
 * - `grow`: the running suppression event now reads like this; its counts are whole, not added.
 * - `over-cap`: suppression went on for 60 s without a calm gap; said once for each running suppression event.
 */
export type TriageOutcome =
	| { readonly type: "pass"; readonly draft: EventDraft }
	| { readonly type: "suppress"; readonly draft: EventDraft }
	| { readonly type: "grow"; readonly draft: EventDraft }
	| { readonly type: "over-cap" };

/** Bounds how often one monitor's events pass. All times are milliseconds since the epoch. */
export type RateCap = {
	/** Judges one draft. Exit and silence drafts always pass and cost nothing. */
	admit(draft: EventDraft, now: number): TriageOutcome[];
	/** Lets time pass. */
	tick(now: number): TriageOutcome[];
	/** When `tick` next has something to do. */
	due(): number | undefined;
	/** Ends a running suppression event, with its final counts. */
	end(now: number): TriageOutcome[];
	/** Lines of output suppressed so far. */
	readonly suppressedLines: number;
};

/** A rate cap with a full bucket. A zero `burst` or `perSecond` lifts it. */
export function createRateCap(_caps: Pick<Caps, "burst" | "perSecond">, _now: number): RateCap {
	throw new Error("unwritten");
}
