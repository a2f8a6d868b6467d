import { z } from "zod";
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
		agent: z.string(),
		sandbox: z.object({ available: z.boolean(), label: z.string() }),
		limits: limitsSchema,
	}),
	z.object({ type: z.literal("monitor-added"), at, monitor: z.string(), spec: monitorSpecSchema, by: actorSchema }),
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
	z.object({ type: z.literal("message-queued"), at, text: z.string() }),
	z.object({
		type: z.literal("turn-started"),
		at,
		turn: z.string(),
		origin: originSchema,
		/** The person's words, or empty. */
		text: z.string(),
		/** Events handed over with it. */
		events: z.array(z.string()),
	}),
	/** The agent said something; `turn` is absent when it spoke outside a turn. */
	z.object({ type: z.literal("agent-said"), at, turn: z.string().optional(), text: z.string() }),
	z.object({ type: z.literal("turn-ended"), at, turn: z.string(), stop: stopSchema, error: z.string().optional() }),
	z.object({ type: z.literal("approval-asked"), at, approval: approvalSchema }),
	z.object({ type: z.literal("approval-answered"), at, approval: z.string(), answer: answerSchema }),
	/** Something the person should know that nobody said. */
	z.object({ type: z.literal("noticed"), at, text: z.string() }),
	/** The person stopped the session; the next host begins a new one. */
	z.object({ type: z.literal("session-closed"), at }),
]);
export type Entry = z.infer<typeof entrySchema>;
