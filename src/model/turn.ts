import { z } from "zod";
import { toolCallSchema } from "./agent.ts";

/** Whose words began a turn. */
export const originSchema = z.enum(["person", "monitor"]);
export type Origin = z.infer<typeof originSchema>;

/** How a turn ended. */
export const stopSchema = z.enum(["done", "cancelled", "failed"]);
export type TurnStop = z.infer<typeof stopSchema>;

/** One line of the conversation: who said it, when, in which turn, and the events it carries. */
export const messageSchema = z.object({
	/** Counts the messages of the session from 1. */
	seq: z.number().int(),
	at: z.number(),
	from: z.enum(["person", "agent", "monitor", "host"]),
	text: z.string(),
	events: z.array(z.string()),
	/** Absent for what was said outside a turn. */
	turn: z.string().optional(),
	/** Words, thoughts that are folded away, or the call of a tool. */
	kind: z.enum(["text", "thought", "tool"]).default("text"),
	/** The call that a message of kind `tool` is about. */
	call: toolCallSchema.optional(),
});
export type Message = z.infer<typeof messageSchema>;
