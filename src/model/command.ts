import { z } from "zod";
import {
	agentCommandSchema,
	agentStateSchema,
	loginMethodSchema,
	planStepSchema,
	toolCallSchema,
	usageSchema,
} from "./agent.ts";
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
	/** Without an agent: the leading one. */
	z.object({
		type: z.literal("send"),
		text: z.string().min(1, "there is nothing to send"),
		agent: z.string().optional(),
	}),
	/** Takes a message back that still waits. */
	z.object({ type: z.literal("unsend"), agent: z.string().optional(), index: z.number().int().min(0) }),
	z.object({ type: z.literal("interrupt"), agent: z.string().optional() }),
	/** `choice` answers a permission. */
	z.object({ type: z.literal("answer"), approval: z.string(), answer: answerSchema, choice: z.string().optional() }),
	/** Starts one more agent: one of the catalogue by its id, or any by its command line. */
	z.object({
		type: z.literal("add-agent"),
		agent: z.string(),
		command: z.string().optional(),
		name: z.string().optional(),
	}),
	z.object({ type: z.literal("remove-agent"), agent: z.string() }),
	/**
	 * Starts a dead agent again. With `login`, the id of a way to log in, one that is idle too:
	 * the agent logs itself in by it, or the person has done so in their terminal.
	 */
	z.object({ type: z.literal("restart-agent"), agent: z.string(), login: z.string().optional() }),
	z.object({ type: z.literal("lead"), agent: z.string() }),
	/** The agents that get a monitor's events from now on, and those of its events that still wait. */
	z.object({ type: z.literal("route"), monitors: names, agents: names }),
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
	/** An agent tightened a monitor. */
	z.object({ type: z.literal("retune"), monitor: z.string(), spec: monitorSpecSchema, policy: policySchema }),
	z.object({
		type: z.literal("agent-changed"),
		agent: z.string(),
		state: agentStateSchema,
		reason: z.string().optional(),
		session: z.string().optional(),
		steers: z.boolean().optional(),
		/** It is dead because nobody is logged in. */
		wantsLogin: z.boolean().optional(),
	}),
	/** The ways to log in that an agent names when it starts. */
	z.object({
		type: z.literal("logins-told"),
		agent: z.string(),
		logins: z.array(loginMethodSchema),
		hint: z.string().optional(),
	}),
	z.object({
		type: z.literal("agent-said"),
		agent: z.string(),
		turn: z.string().optional(),
		text: z.string(),
		continues: z.boolean().default(false),
		thought: z.boolean().default(false),
	}),
	z.object({ type: z.literal("tool-told"), agent: z.string(), turn: z.string().optional(), call: toolCallSchema }),
	z.object({ type: z.literal("plan-told"), agent: z.string(), steps: z.array(planStepSchema) }),
	z.object({ type: z.literal("usage-told"), agent: z.string(), usage: usageSchema }),
	z.object({ type: z.literal("commands-told"), agent: z.string(), commands: z.array(agentCommandSchema) }),
	z.object({
		type: z.literal("turn-ended"),
		agent: z.string(),
		turn: z.string(),
		stop: stopSchema,
		error: z.string().optional(),
	}),
	/** The agent took urgent events into its turn, or did not. */
	z.object({ type: z.literal("steer-ended"), agent: z.string(), turn: z.string(), taken: z.boolean() }),
	/** The time has come that a decision asked for. */
	z.object({ type: z.literal("wake") }),
	z.object({
		type: z.literal("propose"),
		proposal: proposalSchema,
		by: actorSchema,
		agent: z.string().optional(),
		why: z.string(),
	}),
	/** A request is void: the turn that asked is over. */
	z.object({ type: z.literal("withdraw"), approval: z.string() }),
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
