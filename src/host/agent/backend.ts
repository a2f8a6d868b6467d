import type { Stop } from "../../base/disposable.ts";
import type { Prompt } from "../../core/session/effect.ts";
import type { EventCounts } from "../../core/session/state.ts";
import type { AgentCommand, LoginMethod, LoginPlan, Permission, PlanStep, ToolCall, Usage } from "../../model/agent.ts";
import type { Answer, MonitorProposal } from "../../model/approval.ts";
import type { Event } from "../../model/event.ts";
import type { Result } from "../../model/failure.ts";
import type { MonitorSpec, MonitorState, Policy } from "../../model/monitor.ts";
import type { TurnStop } from "../../model/turn.ts";

/**
 * One agent, whatever it is made of.
 * The caller guarantees one prompt at a time, `start` before the first and `close` after the last.
 */
export type AgentBackend = {
	/** What the screen calls it. */
	readonly label: string;
	/**
	 * Ready for prompts when it resolves; rejects with a `FailureError` when the agent cannot be used,
	 * which is a `LoginWanted` when it can be after a login.
	 */
	start(sink: AgentSink): Promise<void>;
	/** What was agreed on with the agent; known once `start` resolved. */
	readonly agreed?: Agreed;
	/** Resolves when the turn is over; everything the agent said in it went to the sink before. Never rejects. */
	prompt(prompt: Prompt): Promise<TurnEnd>;
	/** Makes the running prompt end as `cancelled`, within a bound. Harmless when none runs. */
	cancel(): void;
	/** Gives back everything. Bounded, and harmless when repeated. */
	close(): Promise<void>;
	/** Says something into the running turn. `not-now` when none runs or the agent cannot: then a prompt is needed. */
	steer?(text: string): Promise<"taken" | "not-now">;
	/** The person answered a proposal of this agent in a way that is to last. */
	remember?(proposal: MonitorProposal, answer: Answer): void;
	/** What happened since a time (ms since the epoch), for a person who comes back; undefined when nothing did. */
	digest?(since: number): string | undefined;
};

/** What a program of its own agreed to. */
export type Agreed = {
	/** Its own session; a later start that is given it goes on with that. */
	readonly session?: string;
	/** `steer` may be taken. */
	readonly steers?: boolean;
};

/** How a turn ended; `error` only with `failed`. `wantsLogin`: the agent refused it, since nobody is logged in. */
export type TurnEnd = { readonly stop: TurnStop; readonly error?: string; readonly wantsLogin?: true };

/** The program of a way to log in, which wants the person's terminal. */
export type LoginRun = Omit<LoginPlan, "agent" | "method">;

/** A way to log in: what is shown of it, and what is run when it is a program. */
export type LoginWay = { readonly method: LoginMethod; readonly run?: LoginRun };

/**
 * Where an agent's words and acts go. All text is free of control sequences; `turn` is undefined outside a turn.
 * Whoever listens to `said` alone gets a whole conversation; without `ask` every question is answered as cancelled.
 */
export type AgentSink = {
	/** `continues` when the text goes on where the last piece of the same turn stopped, without a break between. */
	said(turn: string | undefined, text: string, continues?: boolean): void;
	/** What the agent thinks aloud; it comes in pieces as its words do. */
	thought?(turn: string | undefined, text: string, continues?: boolean): void;
	/** A call of a tool, new or changed: the same id replaces what was told before. */
	tool?(turn: string | undefined, call: ToolCall): void;
	/** The whole plan, again each time a step changes. */
	plan?(turn: string | undefined, steps: readonly PlanStep[]): void;
	/** The agent wants to be allowed something. Resolves to the id of a choice, or undefined for no answer. */
	ask?(turn: string | undefined, permission: Permission, signal: AbortSignal): Promise<string | undefined>;
	usage?(usage: Usage): void;
	/** All slash commands that the agent has now. */
	commands?(commands: readonly AgentCommand[]): void;
	/** All ways to log in, told once a start and before one is needed. `hint`: how else it is done, in one sentence. */
	logins?(ways: readonly LoginWay[], hint: string): void;
	/**
	 * The agent ended by itself; every prompt from now on fails. Told before the end of a turn that it broke is known, so
	 * that nobody begins another one in vain. Not told after `close`.
	 */
	exited?(reason: string): void;
};

/** A monitor as an agent may see it: states and numbers, none of its output. */
export type MonitorFacts = {
	readonly id: string;
	readonly name: string;
	readonly state: MonitorState;
	readonly exitCode?: number;
	readonly signal?: string;
	readonly policy: Policy;
	/** Milliseconds since the epoch, as all times here. */
	readonly startedAt: number;
	readonly endedAt?: number;
	/** When the last line came, on whichever stream. */
	readonly lastLineAt?: number;
	/** Mean time between lines, or between bursts of them; only when they came regularly for a while. */
	readonly lineIntervalMs?: number;
	readonly counts: EventCounts;
	readonly command: readonly string[];
};

/**
 * What an agent may see of the session and do in it; the host implements it.
 * Monitors are named by id or by name.
 */
export type AgentTools = {
	/** Every monitor, oldest first. With `since`, `counts` are of the events from that time on. */
	list(since?: number): readonly MonitorFacts[];
	/** The newest lines of a monitor's output, oldest first. */
	read(monitor: string, lines: number): Promise<Result<readonly string[]>>;
	/** The events that were delivered to the agent since a time, oldest first. Held and muted ones are not among them. */
	recent(since: number): readonly Event[];
	/** The spec that `start` would run: the command split into words, this session's directory, the default sandbox. */
	spec(command: string, name?: string): Result<MonitorSpec>;
	/** Asks the person: the proposal is parked as an approval card, unless the same one `waits` already. */
	propose(proposal: MonitorProposal, why: string): Result<"asked" | "waits">;
	/**
	 * These four are done at once, as the person's own act: the person typed them.
	 * `why` is given when a rule did it that the person answered with "always"; then the history says so.
	 */
	stop(monitor: string, why?: string): Result<void>;
	restart(monitor: string, why?: string): Result<void>;
	/** The value is the new monitor's name. */
	start(spec: MonitorSpec, why?: string): Result<string>;
	setPolicy(monitor: string, policy: Policy): Result<void>;
	/** A notice outside the conversation: the desktop's or the terminal's bell. */
	notify(text: string): void;
};

/** Time, so that tests can hold it. */
export type Clock = {
	/** Milliseconds since the epoch. */
	now(): number;
	/** Calls `f` every `ms` milliseconds until stopped. The timer does not keep the process alive. */
	every(ms: number, f: () => void): Stop;
};
