import type { EventCounts } from "../../core/session/state.ts";
import type { Result } from "../../model/failure.ts";
import type { MonitorState, Policy, Socket } from "../../model/monitor.ts";

/**
 * What the hub's tools do in the session; the host implements it.
 * `agent` is the agent that calls, as its token was issued for. Monitors are named by id or by name.
 * No method waits for a person: what needs one is parked, and its outcome comes as an event.
 */
export type HubTools = {
	/** Asks the person to start a monitor. It may run at once only where the person answered "always" before. */
	start(agent: string, request: StartRequest): Promise<Result<StartAnswer>>;
	/** Stops a monitor, or withdraws a request of this agent. */
	stop(agent: string, monitor: string): Promise<Result<StopAnswer>>;
	/** The monitors and the requests that wait, oldest first. */
	list(agent: string): Promise<Result<readonly MonitorRow[]>>;
	/** Lines of a monitor's output that this agent may see, cleaned as events are. */
	read(agent: string, request: ReadRequest): Promise<Result<ReadAnswer>>;
	/**
	 * Changes a running monitor's settings to what `decide` makes of them, or to nothing when it refuses.
	 * Between the two nothing else may change them.
	 */
	update(agent: string, monitor: string, decide: Decide): Promise<Result<UpdateAnswer>>;
};

/** A monitor that an agent wants. */
export type StartRequest = StartWish & (Running | Listening);

/** `command` is a line for the shell, exactly as the person sees it; no invisible characters. */
type Running = { readonly command: string; readonly socket?: undefined };
type Listening = { readonly command?: undefined; readonly socket: Socket };

type StartWish = {
	/** What it is for, in the agent's words. */
	readonly description: string;
	readonly name?: string | undefined;
	/** As written: relative to the session's directory unless absolute. Not checked yet. */
	readonly cwd?: string | undefined;
	/** What the agent wishes; the person chooses. */
	readonly policyHint?: Policy | undefined;
	/** Valid RE2 patterns. */
	readonly match?: string | undefined;
	readonly exclude?: string | undefined;
	readonly timeoutMs?: number | undefined;
	readonly silenceMs?: number | undefined;
	readonly maxEvents?: number | undefined;
	readonly net: boolean;
	readonly readOnly: boolean;
	/** Another agent that gets the events. Such a request always asks the person, whatever was answered before. */
	readonly onBehalfOf?: string | undefined;
};

/** `id` is the request's while it waits, the monitor's when it runs. */
export type StartAnswer = { readonly id: string; readonly state: "pending-approval" | "running" };

/** `withdrawn`: it was a request that waited. */
export type StopAnswer = {
	readonly id: string;
	readonly state: "pending-approval" | "stopping" | "ended" | "withdrawn";
};

/** One monitor, or one request that waits for the person. */
export type MonitorRow = {
	readonly id: string;
	readonly name: string;
	readonly state: MonitorState | "pending-approval";
	/** The command, or `ws` with the URL and the sub-protocols. */
	readonly command: string;
	readonly policy?: Policy | undefined;
	readonly exitCode?: number | undefined;
	readonly signal?: string | undefined;
	/** Milliseconds it has run, or has waited. */
	readonly ageMs: number;
	/** Number of its newest event. */
	readonly lastSeq?: number | undefined;
	readonly events?: EventCounts | undefined;
};

/** Which part of a monitor's output. */
export type ReadRequest = {
	readonly monitor: string;
	/** At most so many lines, the newest. */
	readonly lines: number;
	/** Only lines of events after this one. */
	readonly sinceSeq?: number | undefined;
	/** Only lines that it accepts; in time linear in the line's length. */
	readonly accepts?: ((text: string) => boolean) | undefined;
};

/** What was found, oldest first, and what the host left out of it already. */
export type ReadAnswer = {
	readonly monitor: MonitorRow;
	readonly lines: readonly string[];
	readonly omitted: {
		readonly lines: number;
		readonly bytes: number;
		/** Events that were asked for and are kept no more; how many lines they had is not known. */
		readonly events?: number;
	};
};

/** The settings of a monitor that an agent may tighten. A zero bound is no bound. */
export type Settings = {
	readonly policy: Policy;
	readonly match?: string | undefined;
	readonly exclude?: string | undefined;
	/** Events a second once the burst is used up. */
	readonly perSecond: number;
	/** Events that may pass at once. */
	readonly burst: number;
};

/** Makes new settings of the present ones, or refuses. Pure. */
export type Decide = (now: Settings) => Result<Settings>;

/** The settings that hold now. */
export type UpdateAnswer = { readonly id: string; readonly settings: Settings };
