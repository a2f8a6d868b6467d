import type { NameOf } from "../../../core/session/envelope.ts";
import type { Quirks } from "../catalogue/profile.ts";
import type { McpServerConfig } from "./handshake.ts";
import type { ShowCall } from "./updates/show-call.ts";

/** Milliseconds that things may take. */
export type AcpTimeouts = {
	readonly initialize: number;
	readonly login: number;
	readonly session: number;
	/** After a cancel the turn is over at the latest. */
	readonly cancel: number;
	/** How long a prompt waits for a cancelled turn that the agent still works on. */
	readonly lastTurn: number;
	readonly steer: number;
	/** Between TERM and KILL. */
	readonly grace: number;
	/** Between two pieces of words. */
	readonly words: number;
};

/** A person may have to go through a web page for a login; everything else is a machine's work. */
export const defaultTimeouts: AcpTimeouts = {
	initialize: 30_000,
	login: 300_000,
	session: 60_000,
	cancel: 5000,
	lastTurn: 60_000,
	steer: 5000,
	grace: 1500,
	words: 34,
};

/** Everything that makes one agent. */
export type AcpOptions = {
	/** What the screen calls it. */
	readonly label: string;
	readonly command: string;
	readonly args: readonly string[];
	/** Its whole environment. */
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Absolute path of the session's directory. */
	readonly cwd: string;
	/** Our servers, for the way in which this agent reaches them. */
	readonly mcp: (transport: "http" | "stdio") => readonly McpServerConfig[];
	readonly quirks: Quirks;
	/** Names for the monitors in the events it is told. */
	readonly nameOf: NameOf;
	/** What is shown of its calls of tools; without it, what it tells. */
	readonly showCall?: ShowCall;
	/** Path of the log of what it prints beside the protocol. */
	readonly log?: string;
	/** A session of it to go on with. */
	readonly resume?: string;
	/** A login method that the person chose. */
	readonly login?: string;
	readonly loginHint?: string;
	readonly timeouts?: Partial<AcpTimeouts>;
};
