import { z } from "zod";
import { socketHost, socketUrlFault } from "../base/socket-url.ts";

/** What happens to a monitor's events when the person does nothing. */
export const policySchema = z.enum(["hold", "auto", "mute"]);
export type Policy = z.infer<typeof policySchema>;

/** Which streams of a script become events. Both are always shown and kept. */
export const streamsSchema = z.enum(["stdout", "stderr", "both"]);

/** Bounds on the events of one monitor. A zero lifts a bound. */
export const capsSchema = z.object({
	/** Events that may pass at once. */
	burst: z.number().int().min(0).default(30),
	/** Events a second once the burst is used up. */
	perSecond: z.number().min(0).default(1),
	/** What 60 s of unbroken suppression leads to. */
	overCap: z.enum(["mute", "hold", "kill"]).default("mute"),
	/** Events after which the monitor is stopped. */
	maxEvents: z.number().int().min(0).default(0),
	/** Milliseconds of life after which the monitor is stopped. */
	timeoutMs: z.number().int().min(0).default(0),
	/** Milliseconds without a line after which an event says so. */
	silenceMs: z.number().int().min(0).default(0),
});
export type Caps = z.infer<typeof capsSchema>;

/** How far one monitor's sandbox is widened or narrowed against the default profile. */
export const sandboxSpecSchema = z.object({
	/** `off` is the person's explicit choice; it is never read from a project's files. */
	mode: z.enum(["on", "off"]).default("on"),
	net: z.boolean().default(false),
	/** The working directory is mounted read-only. */
	readOnly: z.boolean().default(false),
	/** Further absolute paths that are visible. */
	read: z.array(z.string()).default([]),
	/** Further absolute paths that are writable. */
	write: z.array(z.string()).default([]),
	/** Variables passed on: `NAME` (the host's value) or `NAME=value`. */
	env: z.array(z.string()).default([]),
});
export type SandboxSpec = z.infer<typeof sandboxSpecSchema>;

/** Characters that a terminal obeys instead of showing them, and those that turn the direction of text. */
const unprintable = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

const longestName = 80;

/** What a monitor is called; names are printed and typed, so they hold nothing that cannot be seen. */
export const monitorNameSchema = z
	.string()
	.min(1, "a name needs a character")
	.max(longestName, `a name has at most ${longestName} characters`)
	.refine((name) => !unprintable.test(name), "a name holds no control characters and none that turn text around");

const socketUrlSchema = z.string().superRefine((url, context) => {
	const fault = socketUrlFault(url);
	if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
});

const protocolSchema = z
	.string()
	.regex(/^[\w!#$%&'*+.^`|~-]{1,100}$/, "is a word of at most 100 letters, digits and - . _, such as graphql-ws");

/** A WebSocket that a monitor listens to, instead of running a command. It sends nothing. */
export const socketSchema = z.object({
	/** `ws:` or `wss:`, without user and password. */
	url: socketUrlSchema,
	/** Sub-protocols that the server may choose from; with some it has to choose one. */
	protocols: z
		.array(protocolSchema)
		.max(16)
		.refine((names) => new Set(names).size === names.length, "names a sub-protocol twice")
		.default([]),
});
export type Socket = z.infer<typeof socketSchema>;

/** How the sandbox of a monitor that listens differs from the default: it needs the network, and writes nothing. */
export const socketSandbox = { net: true, readOnly: true } as const;

/** Everything needed to run a monitor, and to run it again. */
export const monitorSpecSchema = z
	.object({
		name: monitorNameSchema,
		/** The program and its arguments; never a shell string unless the person wrote a shell. Empty with `socket`. */
		command: z.array(z.string()).default([]),
		/** What it listens to instead of running a command. */
		socket: socketSchema.optional(),
		/** Absolute path. */
		cwd: z.string(),
		policy: policySchema.default("hold"),
		/** Its forwarded events enter a running turn, of an agent that takes words into one; else they wait as all do. */
		urgent: z.boolean().default(false),
		/** RE2 patterns on the cleaned text of a line; every line matches when absent. */
		match: z.string().optional(),
		exclude: z.string().optional(),
		events: streamsSchema.default("stdout"),
		caps: capsSchema.default(() => capsSchema.parse({})),
		sandbox: sandboxSpecSchema.default(() => sandboxSpecSchema.parse({})),
	})
	.refine(({ command, socket }) => command.length > 0 !== (socket !== undefined), {
		path: ["command"],
		message: "a monitor has either a command or a WebSocket",
	});
export type MonitorSpec = z.infer<typeof monitorSpecSchema>;

/** A name for a monitor that listens: the host, without its port. */
export function socketName({ url }: Pick<Socket, "url">): string {
	return socketHost(url)?.slice(0, longestName) ?? "ws";
}

/** What a monitor runs, as words for a person: its command, or `ws` with the URL and the sub-protocols. */
export function wordsOf({ command, socket }: Pick<MonitorSpec, "command" | "socket">): readonly string[] {
	return socket === undefined ? command : ["ws", socket.url, ...socket.protocols];
}

/**
 * `running`, `exited` by itself, `killed` by a person, a cap or the end of the session,
 * `failed` when it could not be started.
 */
export const monitorStateSchema = z.enum(["running", "exited", "killed", "failed"]);
export type MonitorState = z.infer<typeof monitorStateSchema>;

/** Who asked for a change. */
export const actorSchema = z.enum(["person", "agent", "policy", "cap", "breaker", "host"]);
export type Actor = z.infer<typeof actorSchema>;
