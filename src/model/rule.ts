import { z } from "zod";

/** What a rule does: the first two speak, the others change something and ask first. */
export const ruleActionSchema = z.enum(["say", "notify", "restart", "stop", "run"]);

/** A standing order of the person to the built-in agent, kept in the person's own configuration. */
export const ruleSchema = z
	.object({
		/** RE2 pattern, looked for in the text of every event that was delivered to the agent; `^` and `$` mean lines. */
		when: z.string().min(1).max(500),
		/** Name of the monitors it looks at; `*` stands for any characters, `?` for one. */
		monitor: z.string().min(1).max(80).default("*"),
		action: ruleActionSchema,
		/** The words to say, the monitor to restart or stop (the event's own when absent), the command to run. */
		argument: z.string().min(1).max(2000).optional(),
		/** Whether an acting rule asks first. Only an answer of "always" switches it off. */
		ask: z.boolean().default(true),
	})
	.refine((rule) => rule.action !== "run" || rule.argument !== undefined, {
		path: ["argument"],
		message: "a rule that runs something needs the command",
	});
export type Rule = z.infer<typeof ruleSchema>;

/** Rules kept at most; more is a mistake or a flood. */
export const ruleLimit = 100;
