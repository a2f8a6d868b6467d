import { z } from "zod";
import { limitsSchema } from "./entry.ts";
import { ruleSchema } from "./rule.ts";

/** The person's own configuration file. Only it and flags may loosen safety. */
export const userConfigSchema = z
	.object({
		/** `off` runs every monitor without a sandbox, with a badge. */
		sandbox: z.enum(["on", "off"]).default("on"),
		limits: limitsSchema.default(() => limitsSchema.parse({})),
		/** The agent of a new session: an id of the catalogue, or `command` with its command line. */
		agent: z.object({ id: z.string().min(1), command: z.string().optional() }).optional(),
		/** Lines of scrollback per pane; many panes share twice as many. */
		scrollback: z.number().int().min(100).max(100_000).default(5000),
		/** Bytes of raw log kept on disk per monitor. */
		logBytes: z
			.number()
			.int()
			.min(65_536)
			.default(16 * 1024 * 1024),
		/** The wheel and clicks; a terminal's own selection then needs Shift. */
		mouse: z.boolean().default(true),
		/** Other keys for actions, by the action's id: see `?` on the screen. */
		keys: z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({}),
		/** Standing orders to the built-in agent. */
		rules: z.array(ruleSchema).default([]),
	})
	.strict();
export type UserConfig = z.infer<typeof userConfigSchema>;

/** `monmux.json` in a project: it can only tighten. */
export const projectConfigSchema = z
	.object({
		/** Lower bounds than the person's own; higher ones and zero are ignored. */
		limits: z
			.object({ monitors: z.number().int().min(1), runs: z.number().int().min(1) })
			.partial()
			.strict()
			.optional(),
	})
	.strict();
export type ProjectConfig = z.infer<typeof projectConfigSchema>;
