import { z } from "zod";
import {
	agentCommandSchema,
	agentStateSchema,
	loginMethodSchema,
	planStepSchema,
	toolCallSchema,
	usageSchema,
} from "./agent.ts";
import { answerSchema, approvalSchema } from "./approval.ts";
import { eventDraftSchema, eventSchema, verdictSchema } from "./event.ts";
import { failureSchema } from "./failure.ts";
import { actorSchema, monitorSpecSchema, policySchema } from "./monitor.ts";
import { originSchema, stopSchema } from "./turn.ts";

/** Bounds of a whole session. A zero lifts a bound. */
export const limitsSchema = z.object({
	/** Monitors at work at once. */
	monitors: z.number().int().min(0).default(16),
	/** Starts of scripts in the life of the session. */
	runs: z.number().int().min(0).default(200),
	/** Turns that monitors began in a row, without the person. */
	turnsInRow: z.number().int().min(0).default(20),
	/** Turns that monitors began within an hour. */
	turnsPerHour: z.number().int().min(0).default(120),
	/** Milliseconds without a client and without a running monitor after which the host ends. */
	idleMs: z.number().int().min(0).default(600_000),
});
export type Limits = z.infer<typeof limitsSchema>;

const at = z.number();

/**
 * A fact in the session's history. The state is a fold of entries and of nothing else:
 * the live host, every client, a restart and a replay all fold the same list.
 * `at` is in milliseconds since the epoch.
 */
export const entrySchema = z.discriminatedUnion("type", [
	z.object({
		type: z.literal("session-opened"),
		at,
		cwd: z.string(),
		version: z.string(),
		sandbox: z.object({ available: z.boolean(), label: z.string() }),
		limits: limitsSchema,
	}),
	/** An agent joined the session, or one of the same name was started again. The first one leads. */
	z.object({
		type: z.literal("agent-added"),
		at,
		agent: z.string(),
		kind: z.string(),
		label: z.string(),
		/** Its command line, when it is none of the catalogue. */
		command: z.string().optional(),
		/** Id of the way by which it logs itself in now, as the person asked. */
		login: z.string().optional(),
	}),
	z.object({
		type: z.literal("agent-changed"),
		at,
		agent: z.string(),
		state: agentStateSchema,
		reason: z.string().optional(),
		/** With "ready": the session of its own that a restart goes on with. */
		session: z.string().optional(),
		/** With "ready": it takes words into a running turn. */
		steers: z.boolean().optional(),
		/** It is dead because nobody is logged in. */
		wantsLogin: z.boolean().optional(),
	}),
	/** The ways to log in that an agent named when it started, and one sentence on how else to do it. */
	z.object({
		type: z.literal("logins-told"),
		at,
		agent: z.string(),
		logins: z.array(loginMethodSchema),
		hint: z.string().optional(),
	}),
	z.object({ type: z.literal("agent-removed"), at, agent: z.string() }),
	/** What nobody owns goes to the leading agent. */
	z.object({ type: z.literal("lead-changed"), at, agent: z.string() }),
	z.object({
		type: z.literal("monitor-added"),
		at,
		monitor: z.string(),
		spec: monitorSpecSchema,
		by: actorSchema,
		/** Its owners; empty for the leading agent. */
		agents: z.array(z.string()).default([]),
	}),
	/** Another rule or rate, in the middle of a run. */
	z.object({ type: z.literal("monitor-tuned"), at, monitor: z.string(), spec: monitorSpecSchema, by: actorSchema }),
	z.object({ type: z.literal("monitor-routed"), at, monitor: z.string(), agents: z.array(z.string()) }),
	z.object({
		type: z.literal("monitor-started"),
		at,
		monitor: z.string(),
		run: z.number().int(),
		sandboxed: z.boolean(),
	}),
	z.object({ type: z.literal("monitor-failed"), at, monitor: z.string(), failure: failureSchema }),
	z.object({
		type: z.literal("monitor-stopping"),
		at,
		monitor: z.string(),
		how: z.enum(["term", "kill"]),
		by: actorSchema,
		reason: z.string().optional(),
		/** It is run again as soon as it has ended. */
		restart: z.boolean(),
	}),
	z.object({
		type: z.literal("monitor-ended"),
		at,
		monitor: z.string(),
		exitCode: z.number().int().optional(),
		signal: z.string().optional(),
	}),
	/** An ended monitor was cleared away, with its events. */
	z.object({ type: z.literal("monitor-removed"), at, monitor: z.string() }),
	z.object({ type: z.literal("event-recorded"), event: eventSchema, at }),
	/** A running suppression event stands for more lines than before. */
	z.object({ type: z.literal("event-grown"), at, event: z.string(), draft: eventDraftSchema }),
	/** A monitor's events are within its rate cap again: its running suppression event is over. */
	z.object({ type: z.literal("suppression-ended"), at, monitor: z.string() }),
	z.object({
		type: z.literal("verdict-changed"),
		at,
		events: z.array(z.string()),
		verdict: verdictSchema,
		by: actorSchema,
		reason: z.string().optional(),
	}),
	/** The last change of verdicts was taken back. */
	z.object({ type: z.literal("verdict-undone"), at, monitor: z.string() }),
	z.object({
		type: z.literal("policy-changed"),
		at,
		monitor: z.string(),
		policy: policySchema,
		by: actorSchema,
		reason: z.string().optional(),
	}),
	z.object({ type: z.literal("message-queued"), at, agent: z.string(), text: z.string() }),
	/** The person took a message back that still waited; `index` counts the waiting ones from 0. */
	z.object({ type: z.literal("message-unqueued"), at, agent: z.string(), index: z.number().int().min(0) }),
	/** Something the agent asked for has an outcome; it goes out with its next turn. */
	z.object({ type: z.literal("note-queued"), at, agent: z.string(), text: z.string() }),
	z.object({
		type: z.literal("turn-started"),
		at,
		agent: z.string(),
		turn: z.string(),
		origin: originSchema,
		/** The person's words, or empty. */
		text: z.string(),
		/** Events handed over with it. */
		events: z.array(z.string()),
		notes: z.array(z.string()).default([]),
	}),
	/** Urgent events are being said into the running turn. */
	z.object({ type: z.literal("steer-began"), at, agent: z.string(), turn: z.string(), events: z.array(z.string()) }),
	/** The agent took them into its turn, or they wait again. */
	z.object({ type: z.literal("steer-ended"), at, agent: z.string(), turn: z.string(), taken: z.boolean() }),
	/** The person asked for the end of the running turn; it has not come yet. */
	z.object({ type: z.literal("turn-cancelling"), at, agent: z.string(), turn: z.string() }),
	/** The agent said or thought something; `turn` is absent when it spoke outside a turn. */
	z.object({
		type: z.literal("agent-said"),
		at,
		agent: z.string(),
		turn: z.string().optional(),
		text: z.string(),
		/** It goes on where the last words of the same turn stopped. */
		continues: z.boolean().default(false),
		thought: z.boolean().default(false),
	}),
	z.object({
		type: z.literal("tool-told"),
		at,
		agent: z.string(),
		turn: z.string().optional(),
		call: toolCallSchema,
	}),
	z.object({ type: z.literal("plan-told"), at, agent: z.string(), steps: z.array(planStepSchema) }),
	z.object({ type: z.literal("usage-told"), at, agent: z.string(), usage: usageSchema }),
	z.object({ type: z.literal("commands-told"), at, agent: z.string(), commands: z.array(agentCommandSchema) }),
	z.object({
		type: z.literal("turn-ended"),
		at,
		agent: z.string(),
		turn: z.string(),
		stop: stopSchema,
		error: z.string().optional(),
		/** The agent did nothing of it, since nobody is logged in: what was in it waits again. */
		returned: z.boolean().optional(),
	}),
	z.object({ type: z.literal("approval-asked"), at, approval: approvalSchema }),
	z.object({
		type: z.literal("approval-answered"),
		at,
		approval: z.string(),
		answer: answerSchema,
		choice: z.string().optional(),
	}),
	/** Something the person should know that nobody said. */
	z.object({ type: z.literal("noticed"), at, text: z.string() }),
	/** The person stopped the session; the next host begins a new one. */
	z.object({ type: z.literal("session-closed"), at }),
]);
export type Entry = z.infer<typeof entrySchema>;
