import type { AgentTools, Clock } from "../../backend.ts";
import type { RuleStore } from "../rules/rules.ts";

/** What the playbook works with. */
export type Desk = {
	readonly tools: AgentTools;
	readonly rules: RuleStore;
	readonly clock: Clock;
	/** The session's directory: places in it are shown relative to it. */
	readonly cwd?: string | undefined;
};
