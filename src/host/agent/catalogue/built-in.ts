/** The agent that is always there: rules and no model, so it needs no account and sends nothing. It is no program. */
export const builtIn = {
	/** Short and stable: what people type. */
	id: "playbook",
	name: "built in: rules, no model, no account",
	/** Nothing has to be run to get it. */
	install: "",
} as const;
