import type { NameOf } from "../../../core/session/envelope.ts";
import { type KnownServer, knownServers } from "./server/known-servers.ts";

/** A tool as the model reads it. */
export type DirectTool = {
	readonly name: string;
	/** What a person reads of a call. */
	readonly title: string;
	readonly description: string;
	/** JSON schema of its arguments, an object. */
	readonly schema: Readonly<Record<string, unknown>>;
};

/** What a call of a tool gave: its answer, or in words what went wrong. */
export type ToolAnswer = { readonly text: string; readonly failed: boolean };

/** Runs a tool. Bounded in time and size; arguments are checked there. A rejection is told as a failure. */
export type CallTool = (name: string, args: Readonly<Record<string, unknown>>) => Promise<ToolAnswer>;

/** Bounds on what a model may use up in a turn, and on what it is told again of the turns before. */
export type DirectLimits = {
	/** Answers of the model in one turn; in the last one it has no tools, so that it comes to an end. */
	readonly steps: number;
	/** Calls of tools in one turn. */
	readonly calls: number;
	/** Characters that it may say in one turn, thoughts included. */
	readonly answerChars: number;
	/** Turns that are told again. */
	readonly turns: number;
	/** Characters of all messages of one request, as JSON, as far as older turns can be left out. */
	readonly windowChars: number;
	/** Characters of one message of an older turn. */
	readonly messageChars: number;
};

/** A local model sees some thousand tokens at once: what is over is cut by its server, and from the wrong end. */
const defaultLimits: DirectLimits = {
	steps: 8,
	calls: 32,
	answerChars: 100_000,
	turns: 20,
	windowChars: 24_000,
	messageChars: 4000,
};

/** Milliseconds that things may take. */
export type DirectTimeouts = {
	/** The question to a port where a server may be. */
	readonly probe: number;
	/** The list of models of a server that is known to be meant. */
	readonly models: number;
	/** Without a sign of the model within a turn; a large one is loaded before its first word. */
	readonly silence: number;
	readonly turn: number;
	/** Between two pieces of words. */
	readonly words: number;
};

/** Long enough for a large model on a slow machine. */
const defaultTimeouts: DirectTimeouts = {
	probe: 300,
	models: 5000,
	silence: 240_000,
	turn: 1_800_000,
	words: 34,
};

/** Everything that makes the agent. */
export type DirectOptions = {
	/** What the screen calls it. */
	readonly label: string;
	/** `URL`, `MODEL` or `URL MODEL`, as the person wrote it; without a URL the known ports of this machine are asked. */
	readonly command?: string | undefined;
	/** Whether the URL may be of another machine. Only for one that the person wrote down. */
	readonly allowRemote: boolean;
	/** Sent as bearer token, and only to a URL that the person wrote down. */
	readonly key?: string | undefined;
	/** Absolute path of the session's directory; the model is told of it. */
	readonly cwd: string;
	readonly nameOf: NameOf;
	readonly tools: readonly DirectTool[];
	readonly callTool: CallTool;
	readonly servers?: readonly KnownServer[];
	readonly limits?: Partial<DirectLimits>;
	readonly timeouts?: Partial<DirectTimeouts>;
};

/** The options with the defaults filled in. */
export type DirectSettings = DirectOptions & {
	readonly servers: readonly KnownServer[];
	readonly limits: DirectLimits;
	readonly timeouts: DirectTimeouts;
};

/** Fills in what was not told. */
export function settingsOf(options: DirectOptions): DirectSettings {
	return {
		...options,
		servers: options.servers ?? knownServers,
		limits: { ...defaultLimits, ...options.limits },
		timeouts: { ...defaultTimeouts, ...options.timeouts },
	};
}
