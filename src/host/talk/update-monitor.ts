import type { Monitor } from "../../core/session/state.ts";
import type { Result } from "../../model/failure.ts";
import { ok } from "../../model/failure.ts";
import type { Decide, UpdateAnswer } from "../hub/hub-tools.ts";
import type { Monitors } from "../monitors.ts";
import type { Session } from "../session.ts";

/** Carries out an agent's change of a monitor's settings, which its tool made sure is towards quieter only. */
export function updateMonitor(
	{ session, monitors }: { session: Session; monitors: Monitors },
	monitor: Monitor,
	decide: Decide,
): Result<UpdateAnswer> {
	const { spec, policy } = monitor;
	const decided = decide({
		policy,
		match: spec.match,
		exclude: spec.exclude,
		perSecond: spec.caps.perSecond,
		burst: spec.caps.burst,
	});
	if (!decided.ok) return decided;
	const { match, exclude, perSecond, burst } = decided.value;
	const { match: _match, exclude: _exclude, ...rest } = spec;
	const tuned = {
		...rest,
		...(match === undefined ? {} : { match }),
		...(exclude === undefined ? {} : { exclude }),
		caps: { ...spec.caps, perSecond, burst },
	};
	const retuned = monitors.retune(monitor.id, tuned);
	if (!retuned.ok) return retuned;
	session.dispatch({ type: "retune", monitor: monitor.id, spec: tuned, policy: decided.value.policy });
	return ok({ id: monitor.id, settings: decided.value });
}
