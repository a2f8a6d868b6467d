import type { EventDraft, Verdict } from "../../model/event.ts";
import type { Actor, Policy } from "../../model/monitor.ts";

/** What happens to an event, and who decided it. */
export type Judgement = { readonly verdict: Verdict; readonly by: Actor };

/** The first verdict on an event. A muted monitor is muted whole; what was over a cap is never forwarded by itself. */
export function judge(policy: Policy, draft: EventDraft): Judgement {
	if (policy === "mute") return { verdict: "muted", by: "policy" };
	if (draft.kind === "suppression") return { verdict: "suppressed", by: "cap" };
	return { verdict: policy === "auto" ? "forwarded" : "held", by: "policy" };
}
