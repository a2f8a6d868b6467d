import type { Result } from "../../../model/failure.ts";
import { failed, ok } from "../../../model/failure.ts";
import type { Policy } from "../../../model/monitor.ts";
import type { Settings } from "../hub-tools.ts";

/** What an agent wants to be changed. */
export type Wish = {
	readonly policy?: Policy | undefined;
	readonly match?: string | undefined;
	readonly exclude?: string | undefined;
	/** Events a second. */
	readonly rate?: number | undefined;
	readonly burst?: number | undefined;
};

/**
 * The settings as an agent wants them, if that is no louder: a policy may go from auto to hold to mute, a bound may
 * shrink. Patterns are free: what they let through is still held, muted and capped as before.
 */
export function tighten(now: Settings, wish: Wish): Result<Settings> {
	const { policy = now.policy, match = now.match, exclude = now.exclude } = wish;
	if (loudness.indexOf(policy) > loudness.indexOf(now.policy)) return louder(`policy is ${now.policy}`, policy);
	if (isLooser(now.perSecond, wish.rate)) return louder(`rate is ${now.perSecond}`, wish.rate);
	if (isLooser(now.burst, wish.burst)) return louder(`burst is ${now.burst}`, wish.burst);
	return ok({ policy, match, exclude, perSecond: wish.rate ?? now.perSecond, burst: wish.burst ?? now.burst });
}

const loudness: readonly Policy[] = ["mute", "hold", "auto"];

/** A bound of zero is none, so that any bound is tighter than it. */
function isLooser(now: number, wish: number | undefined): boolean {
	return wish !== undefined && now > 0 && wish > now;
}

function louder(now: string, wish: string | number | undefined): ReturnType<typeof failed> {
	return failed(
		"not-allowed",
		`${now} and cannot become ${wish}: an agent can only make a monitor quieter`,
		"Ask the person in the conversation; only they can make it louder.",
	);
}
