import { NotificationType, RequestType } from "vscode-jsonrpc/node";
import { z } from "zod";
import type { LoginPlan } from "../model/agent.ts";
import type { ClientCommand } from "../model/command.ts";
import type { Entry } from "../model/entry.ts";
import type { Failure } from "../model/failure.ts";

/** Both ends must speak the same; a difference is refused with a remedy. */
export const protocolVersion = 1;

/** The first request of every client. The token proves that it may read the session's private directory. */
export const helloSchema = z.object({
	protocol: z.number().int(),
	version: z.string(),
	token: z.string(),
	/** `person` clients show the session and count as attached; `script` clients do not. */
	kind: z.enum(["person", "script"]),
	/** Watchers may look but not act. */
	watch: z.boolean().default(false),
});
export type Hello = z.infer<typeof helloSchema>;

/** What a client starts from; `state` is the session's state, to which the following entries are folded. */
export type Welcome = { version: string; pid: number; state: unknown; preferences: Preferences };

/** What the person's configuration says of the screen; the host reads the file, so that no client has to. */
export type Preferences = {
	readonly mouse: boolean;
	readonly keys: Readonly<Record<string, string | string[]>>;
	/** Nobody has chosen an agent yet: a screen may ask. */
	readonly firstRun: boolean;
	/** The agents that monmux knows, and how to install those that are not there. */
	readonly catalogue: readonly {
		readonly id: string;
		readonly name: string;
		readonly installed: boolean;
		readonly install: string;
	}[];
};

/** Panes a client shows. `offset` counts lines of scrollback back from the newest; 0 follows. */
export const viewSchema = z.object({
	panes: z
		.array(
			z.object({
				monitor: z.string(),
				cols: z.number().int().min(2).max(1000),
				rows: z.number().int().min(1).max(1000),
				offset: z.number().int().min(0),
			}),
		)
		.max(64),
});
export type View = z.infer<typeof viewSchema>;

/** The changed rows of one pane, as text with SGR sequences only. */
export type Rows = {
	monitor: string;
	/** Size of the script's terminal that these rows belong to. */
	cols: number;
	rows: number;
	/** Everything before is void: the pane is drawn anew from `changed`. */
	full: boolean;
	changed: [y: number, text: string][];
	cursor: { x: number; y: number } | null;
	/** Lines of scrollback above the screen, and how far back these rows are. */
	scrollback: number;
	offset: number;
};

/** What is measured and not folded: lines a second over the last buckets, newest last. */
export type Pulse = { [monitor: string]: { perSecond: number; rates: number[] } };

/** One line of a monitor's log. */
export type LogLine = { stream: "stdout" | "stderr"; text: string };

export const logsSchema = z.object({
	monitor: z.string(),
	lines: z.number().int().min(0).max(100_000),
	follow: z.boolean().default(false),
	/** Only what the newest run wrote. */
	run: z.boolean().default(false),
});
export const searchSchema = z.object({
	monitor: z.string(),
	pattern: z.string(),
	ignoreCase: z.boolean().default(true),
});
/** Without an agent: the leading one. The way is named by its id or its number. */
export const loginSchema = z.object({ agent: z.string().optional(), method: z.string() });
export const inputSchema = z.object({ monitor: z.string(), /** Base64. */ data: z.string() });

/** Requests, each answered once. */
export const requests = {
	hello: new RequestType<Hello, Welcome, Failure>("initialize"),
	command: new RequestType<ClientCommand, { monitor?: string }, Failure>("command"),
	view: new RequestType<View, null, Failure>("view"),
	logs: new RequestType<z.input<typeof logsSchema>, LogLine[], Failure>("logs"),
	/** Offsets (as in a view) of the scrollback lines that match, newest first. */
	search: new RequestType<z.input<typeof searchSchema>, { offsets: number[] }, Failure>("search"),
	/** The program of a way to log in, with the agent's environment. Nothing is run for it. */
	login: new RequestType<z.input<typeof loginSchema>, LoginPlan, Failure>("login"),
	stopSession: new RequestType<Record<string, never>, null, Failure>("session/stop"),
};

/** Notifications, answered never. */
export const notifications = {
	input: new NotificationType<z.infer<typeof inputSchema>>("input"),
	entries: new NotificationType<{ entries: Entry[] }>("entries"),
	/** Entries that could wait for a frame come with it, and are to be folded first. */
	rows: new NotificationType<{ entries: Entry[]; panes: Rows[] }>("rows"),
	pulse: new NotificationType<Pulse>("pulse"),
	log: new NotificationType<{ monitor: string; lines: LogLine[] }>("log"),
	/** The host is about to end. */
	bye: new NotificationType<{ reason: string }>("bye"),
};
