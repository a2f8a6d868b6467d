import { z } from "zod";
import { permissionSchema } from "./agent.ts";
import { actorSchema, monitorSpecSchema } from "./monitor.ts";

/** What is done when an approval is granted. */
export const proposalSchema = z.discriminatedUnion("type", [
	/** `agents` are the owners of the new monitor: the one that asked, or others that it named. */
	z.object({ type: z.literal("start"), spec: monitorSpecSchema, agents: z.array(z.string()).default([]) }),
	z.object({ type: z.literal("stop"), monitor: z.string() }),
	z.object({ type: z.literal("restart"), monitor: z.string() }),
	/** An agent wants to use one of its own tools; the answer is one of its own choices. */
	z.object({ type: z.literal("permit"), permission: permissionSchema }),
]);
export type Proposal = z.infer<typeof proposalSchema>;

/** What monmux itself would do, as against what an agent wants to do with tools of its own. */
export type MonitorProposal = Exclude<Proposal, { type: "permit" }>;

/**
 * A person's answer: `run` does it and holds the monitor's events, `run-forward` does it and forwards them,
 * `always` also remembers the answer for this very request, `refuse` does nothing.
 * A permission is answered by the id of one of its choices instead.
 */
export const answerSchema = z.enum(["run", "run-forward", "always", "refuse"]);
export type Answer = z.infer<typeof answerSchema>;

/** A request that waits for a person. */
export const approvalSchema = z.object({
	/** Unique in the session: `a1`, `a2`, … */
	id: z.string(),
	at: z.number(),
	by: actorSchema,
	/** The agent that asked, when one did. */
	agent: z.string().optional(),
	proposal: proposalSchema,
	/** Why it is asked, in one line: the rule or the agent's words. */
	why: z.string(),
});
export type Approval = z.infer<typeof approvalSchema>;
