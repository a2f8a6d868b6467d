import { z } from "zod";

/** `dead` ended by itself or could not be started; what is for it waits until it is started again. */
export const agentStateSchema = z.enum(["starting", "ready", "dead"]);
export type AgentState = z.infer<typeof agentStateSchema>;

/** One call of a tool, shown as a card of one line that expands. Told again with the same id when something changed. */
export const toolCallSchema = z.object({
	/** Unique within its turn. */
	id: z.string(),
	/** One line: what is done, in the agent's words. */
	title: z.string(),
	status: z.enum(["waiting", "running", "done", "failed"]),
	/** `file:line` places that it touches. */
	places: z.array(z.string()).default([]),
	/** What it found, cut to a bound; cleaned text. */
	output: z.string().default(""),
	/** Changes to files, as unified as the agent gave them. */
	diffs: z.array(z.object({ path: z.string(), before: z.string(), after: z.string() })).default([]),
});
export type ToolCall = z.infer<typeof toolCallSchema>;

/** One step of a plan. */
export const planStepSchema = z.object({ text: z.string(), status: z.enum(["pending", "running", "done"]) });
export type PlanStep = z.infer<typeof planStepSchema>;

/** One way to answer an agent's question. The order and the words are the agent's. */
export const choiceSchema = z.object({
	id: z.string(),
	label: z.string(),
	kind: z.enum(["allow-once", "allow-always", "reject-once", "reject-always"]),
});
export type Choice = z.infer<typeof choiceSchema>;

/** What an agent wants to be allowed. */
export const permissionSchema = z.object({ call: toolCallSchema, choices: z.array(choiceSchema).min(1).max(20) });
export type Permission = z.infer<typeof permissionSchema>;

/** What an agent says of its context window and cost; whatever it does not say is absent. */
export const usageSchema = z.object({
	used: z.number().optional(),
	size: z.number().optional(),
	cost: z.string().optional(),
});
export type Usage = z.infer<typeof usageSchema>;

/** A slash command of an agent's own. */
export const agentCommandSchema = z.object({ name: z.string(), description: z.string() });
export type AgentCommand = z.infer<typeof agentCommandSchema>;

/**
 * A way to log in to an agent, as it is shown.
 * `terminal`: a program that talks to the person in their own terminal.
 * `agent`: the agent does it itself, and may open a browser for it.
 * `variable`: variables have to be set before the agent is started.
 */
export const loginMethodSchema = z.object({
	/** Unique among the ways of its agent. */
	id: z.string().min(1),
	name: z.string(),
	/** One line more; empty when the agent says none. */
	description: z.string().default(""),
	how: z.enum(["terminal", "agent", "variable"]),
	/** The variables that are missing; only for `variable`. */
	variables: z.array(z.string()).default([]),
	/** Where what belongs into the variables can be had. */
	link: z.string().optional(),
});
export type LoginMethod = z.infer<typeof loginMethodSchema>;

/**
 * A login program, ready to be run in the person's terminal.
 * It holds the agent's whole environment, so it goes to one client that asked for it and is kept nowhere.
 */
export type LoginPlan = {
	readonly agent: string;
	/** Id of the way to log in. */
	readonly method: string;
	/** The program and its arguments. */
	readonly command: readonly string[];
	/** It is the agent's own command line with more arguments, and not one that the agent names. */
	readonly own: boolean;
	/** Variables that the way to log in asks for. */
	readonly set: Readonly<Record<string, string>>;
	/** The agent's environment. */
	readonly env: Readonly<Record<string, string>>;
	/** Absolute path of the session's directory. */
	readonly cwd: string;
};
