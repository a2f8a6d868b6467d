import { z } from "zod";
import { answerSchema, proposalSchema } from "./approval.ts";
import { eventDraftSchema } from "./event.ts";
import { failureSchema } from "./failure.ts";
import { actorSchema, monitorSpecSchema, policySchema } from "./monitor.ts";
import { stopSchema } from "./turn.ts";

const names = z.array(z.string()).min(1, "name a monitor");
const ids = z.array(z.string()).min(1, "name an event");

/** What a client may ask for. Monitors are named by id or by name. */
export const clientCommandSchema = z.discriminatedUnion("type", [
	/** With `anyName` a taken name gets a number instead of a refusal. */
	z.object({ type: z.literal("start"), spec: monitorSpecSchema, anyName: z.boolean().default(false) }),
	z.object({ type: z.literal("restart"), monitors: names }),
	z.object({ type: z.literal("stop"), monitors: names, how: z.enum(["term", "kill"]) }),
	/** Takes ended monitors off the screen and out of the state; the journal keeps what they did. */
	z.object({ type: z.literal("remove"), monitors: names }),
	z.object({ type: z.literal("set-policy"), monitors: names, policy: policySchema }),
	z.object({ type: z.literal("forward"), events: ids }),
	z.object({ type: z.literal("forward-held"), monitor: z.string() }),
	z.object({ type: z.literal("drop"), events: ids }),
	z.object({ type: z.literal("drop-held"), monitor: z.string() }),
	z.object({ type: z.literal("undo"), monitor: z.string() }),
	z.object({ type: z.literal("send"), text: z.string().min(1, "there is nothing to send") }),
	z.object({ type: z.literal("interrupt") }),
	z.object({ type: z.literal("answer"), approval: z.string(), answer: answerSchema }),
]);
export type ClientCommand = z.infer<typeof clientCommandSchema>;

/** What only the host itself says: facts from processes and from the agent. */
export const hostCommandSchema = z.discriminatedUnion("type", [
	z.object({ type: z.literal("monitor-started"), monitor: z.string(), sandboxed: z.boolean() }),
	z.object({ type: z.literal("monitor-failed"), monitor: z.string(), failure: failureSchema }),
	z.object({
		type: z.literal("monitor-ended"),
		monitor: z.string(),
		exitCode: z.number().int().optional(),
		signal: z.string().optional(),
	}),
	z.object({ type: z.literal("observe"), monitor: z.string(), draft: eventDraftSchema }),
	z.object({ type: z.literal("suppress"), monitor: z.string(), draft: eventDraftSchema }),
	z.object({ type: z.literal("grow"), monitor: z.string(), draft: eventDraftSchema }),
	z.object({ type: z.literal("over-cap"), monitor: z.string() }),
	/** The running suppression event of a monitor has ended. */
	z.object({ type: z.literal("calm"), monitor: z.string() }),
	z.object({ type: z.literal("end-by-cap"), monitor: z.string(), reason: z.string() }),
	z.object({ type: z.literal("agent-said"), turn: z.string().optional(), text: z.string() }),
	z.object({ type: z.literal("turn-ended"), turn: z.string(), stop: stopSchema, error: z.string().optional() }),
	z.object({ type: z.literal("propose"), proposal: proposalSchema, by: actorSchema, why: z.string() }),
	z.object({ type: z.literal("notice"), text: z.string() }),
	/** A host took over a session whose last host is gone: what ran then runs no more. */
	z.object({
		type: z.literal("recover"),
		/** When that host last wrote something, in milliseconds since the epoch; absent: now. */
		lastAt: z.number().optional(),
	}),
	z.object({ type: z.literal("close") }),
]);
export type HostCommand = z.infer<typeof hostCommandSchema>;

/** A request to change something. It becomes entries and effects, or a refusal with a reason. */
export type Command = ClientCommand | HostCommand;
