import { z } from "zod";
import { actorSchema } from "./monitor.ts";

/** What happened to one event. */
export const verdictSchema = z.enum(["held", "forwarded", "muted", "dropped", "suppressed"]);
export type Verdict = z.infer<typeof verdictSchema>;

/** What was left out of an event's text. Zeroes when nothing was. */
export const cutSchema = z.object({ lines: z.number().int(), bytes: z.number().int() });

/** Why an event exists: the script's output, its end, its silence, or a summary of what was over the rate cap. */
export const eventKindSchema = z.enum(["output", "exit", "silence", "suppression"]);
export type EventKind = z.infer<typeof eventKindSchema>;

/** An event as the pipeline makes it, before it has an id and a verdict. */
export const eventDraftSchema = z.object({
	kind: eventKindSchema,
	/** Cleaned text, lines joined by `\n`; no control character but that. */
	text: z.string(),
	/** Lines of output the event stands for, the ones cut away included. */
	lines: z.number().int(),
	cut: cutSchema,
	/** The last line had no newline yet. */
	partial: z.boolean(),
});
export type EventDraft = z.infer<typeof eventDraftSchema>;

/** One event of a session. */
export const eventSchema = eventDraftSchema.extend({
	/** Unique in the session, `e1`, `e2`, …; short because people type it. */
	id: z.string(),
	/** Id of its monitor. */
	monitor: z.string(),
	/** Counts the events of the monitor from 1. */
	seq: z.number().int(),
	/** Milliseconds since the epoch. */
	at: z.number(),
	verdict: verdictSchema,
	/** Who gave the verdict. */
	by: actorSchema,
	/** Why, when it was neither the person nor the monitor's policy. */
	reason: z.string().optional(),
	/** When it was first handed to an agent. */
	deliveredAt: z.number().optional(),
	/** The agents that have it. */
	deliveredTo: z.array(z.string()).optional(),
});
export type Event = z.infer<typeof eventSchema>;
