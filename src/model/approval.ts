import { z } from "zod";
import { actorSchema, monitorSpecSchema } from "./monitor.ts";

/** What is done when an approval is granted. */
export const proposalSchema = z.discriminatedUnion("type", [
	z.object({ type: z.literal("start"), spec: monitorSpecSchema }),
	z.object({ type: z.literal("stop"), monitor: z.string() }),
	z.object({ type: z.literal("restart"), monitor: z.string() }),
]);
export type Proposal = z.infer<typeof proposalSchema>;

/**
 * A person's answer: `run` does it and holds the monitor's events, `run-forward` does it and forwards them,
 * `always` also remembers the answer for this very request, `refuse` does nothing.
 */
export const answerSchema = z.enum(["run", "run-forward", "always", "refuse"]);
export type Answer = z.infer<typeof answerSchema>;

/** A request that waits for a person. */
export const approvalSchema = z.object({
	/** Unique in the session: `a1`, `a2`, … */
	id: z.string(),
	at: z.number(),
	by: actorSchema,
	proposal: proposalSchema,
	/** Why it is asked, in one line: the rule or the agent's words. */
	why: z.string(),
});
export type Approval = z.infer<typeof approvalSchema>;
