/** How an agent behaves beside the protocol. */
export type Quirks = {
	/**
	 * Regular expressions, as text, that the whole title of a call to one of our tools matches.
	 * `TOOL` stands for the names of our tools, `TITLE` for their titles, `SERVER` for the name of our server.
	 */
	readonly ourTools: readonly string[];
	/** A regular expression, as text, whose first group is a tool's name in the id of its call; then titles count for nothing. */
	readonly nameInId?: string;
	/** A login method that is used without asking when its variable is set, since a key is all that it needs. */
	readonly keyLogin?: { readonly method: string; readonly variable: string };
	/** How it reaches our tools; when absent, as it says itself. */
	readonly mcp?: "http" | "stdio";
	/** It looks at our tools only when its first turn begins, so there is nothing to wait for before it. */
	readonly lazyTools?: true;
	/** What a person should know, one sentence each. */
	readonly notes: readonly string[];
};

/** A coding agent that speaks the agent client protocol. */
export type AgentProfile = {
	/** Short and stable: what people type. */
	readonly id: string;
	readonly name: string;
	/** What is run, found on PATH. */
	readonly command: string;
	readonly args: readonly string[];
	/** Variables set for it besides those of the session. */
	readonly env: Readonly<Record<string, string>>;
	/** The product's own program, when the protocol is spoken by an adapter beside it. */
	readonly product?: string;
	/** What to run when `command` is missing. */
	readonly install: string;
	/** How a person logs in, in one sentence. */
	readonly login: string;
	readonly quirks: Quirks;
};

/** No quirk is known. */
export const noQuirks: Quirks = { ourTools: ["mcp__SERVER__TOOL", "SERVER[_.]TOOL"], notes: [] };
