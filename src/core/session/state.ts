import type { AgentCommand, AgentState, LoginMethod, PlanStep, Usage } from "../../model/agent.ts";
import type { Approval } from "../../model/approval.ts";
import type { Limits } from "../../model/entry.ts";
import { limitsSchema } from "../../model/entry.ts";
import type { Event, Verdict } from "../../model/event.ts";
import type { Failure } from "../../model/failure.ts";
import type { MonitorSpec, MonitorState, Policy } from "../../model/monitor.ts";
import type { Message, Origin } from "../../model/turn.ts";

/** How many events had each verdict. They add up to `total`. */
export type EventCounts = Record<Verdict, number> & { total: number };

/** One monitor as the session knows it. Plain data, so that it travels and replays. */
export type Monitor = {
	readonly id: string;
	readonly spec: MonitorSpec;
	/** The agents that get its events; empty for the leading one. */
	readonly agents: readonly string[];
	readonly state: MonitorState;
	/** Set between the request to stop and the end. */
	readonly stopping?: "term" | "kill";
	/** It is run again when it has ended. */
	readonly restarting?: boolean;
	/** Why a cap ended or muted it. */
	readonly reason?: string;
	readonly failure?: Failure;
	readonly exitCode?: number;
	readonly signal?: string;
	readonly policy: Policy;
	/** What `m` returns to after a mute. */
	readonly policyBeforeMute: Policy;
	readonly sandboxed: boolean;
	/** How often it was run. */
	readonly runs: number;
	/** Milliseconds since the epoch. */
	readonly startedAt: number;
	readonly endedAt?: number;
	/** Rate cap exceeded right now: the running suppression event's id. */
	readonly suppressing?: string;
	/** More events are held, or on their way to an agent, than are kept: the oldest are forgotten for new ones. */
	readonly overflowing?: boolean;
	readonly counts: EventCounts;
	/** The newest events, oldest first; older ones are in the journal alone. */
	readonly events: readonly Event[];
	/** The verdicts that `undo` brings back. */
	readonly undo?: readonly { readonly event: string; readonly verdict: Verdict }[];
};

/** The turn that is running. */
export type Turn = {
	readonly id: string;
	readonly origin: Origin;
	readonly startedAt: number;
	readonly cancelling: boolean;
	/** It did not take urgent events when it was offered some; they wait for its end. */
	readonly deaf?: boolean;
	/** What was handed over with it; absent in a state that an older host kept. */
	readonly handed?: { readonly text: string; readonly events: readonly string[]; readonly notes: readonly string[] };
};

/** A forwarded event that waits for the agent. */
export type Waiting = { readonly event: string; readonly monitor: string };

/** The conversation and what waits to enter it. */
export type Conversation = {
	readonly messages: readonly Message[];
	/** Messages of the whole session, the ones no longer kept included. */
	readonly said: number;
	readonly turn?: Turn;
	/** The person's messages that wait for the running turn to end. */
	readonly queued: readonly string[];
	/** Forwarded events that wait, oldest first. */
	readonly waiting: readonly Waiting[];
	/** Events that are being said into a turn, as the message of that seq; they are taken back when they did not arrive. */
	readonly steering?: { readonly turn: string; readonly events: readonly string[]; readonly message: number };
	/** Outcomes of what the agent asked for, that wait. */
	readonly notes: readonly string[];
	/** Monitor turns since the person last spoke. */
	readonly turnsInRow: number;
	/** When monitor turns began, within the last hour. */
	readonly turnTimes: readonly number[];
};

/** One agent of the session, with its conversation. */
export type Agent = {
	/** Its name in this session, unique. */
	readonly id: string;
	/** Which agent of the catalogue it is, or `command`. */
	readonly kind: string;
	/** What the screen calls it. */
	readonly label: string;
	/** Its command line, when it is none of the catalogue. */
	readonly command?: string;
	readonly state: AgentState;
	/** Why it is dead. */
	readonly reason?: string;
	/** Its own session, which a restart goes on with. */
	readonly session?: string;
	/** It takes words into a running turn. */
	readonly steers?: boolean;
	/** The ways to log in that it named when it last started; absent before. */
	readonly logins?: readonly LoginMethod[];
	/** How else a person logs in to it, in one sentence. */
	readonly loginHint?: string;
	/** It is dead because nobody is logged in. */
	readonly wantsLogin?: boolean;
	/** The way by which it logs itself in while it starts. */
	readonly loggingIn?: string;
	readonly usage?: Usage;
	readonly plan: readonly PlanStep[];
	readonly commands: readonly AgentCommand[];
	readonly conversation: Conversation;
};

/** The whole session: what every client shows and what the host decides on. */
export type State = {
	readonly cwd: string;
	readonly version: string;
	/** Keyed by id, in the order they joined. */
	readonly agents: Readonly<Record<string, Agent>>;
	/** The agent that gets what nobody owns; empty before the first one. */
	readonly lead: string;
	readonly sandbox: { readonly available: boolean; readonly label: string };
	readonly limits: Limits;
	readonly openedAt: number;
	/** Keyed by id, in the order they were added. */
	readonly monitors: Readonly<Record<string, Monitor>>;
	readonly approvals: readonly Approval[];
	/** Requests of agents to start a monitor that the person answered with "always", as keys. */
	readonly always: readonly string[];
	/** What ids and caps count from. */
	readonly counters: {
		readonly events: number;
		readonly runs: number;
		readonly approvals: number;
		readonly monitors: number;
		readonly turns: number;
	};
};

/** A conversation before its first word. */
export const emptyConversation: Conversation = {
	messages: [],
	said: 0,
	queued: [],
	waiting: [],
	notes: [],
	turnsInRow: 0,
	turnTimes: [],
};

/** A session before its first entry. */
export const emptyState: State = {
	cwd: "",
	version: "",
	agents: {},
	lead: "",
	sandbox: { available: false, label: "" },
	limits: limitsSchema.parse({}),
	openedAt: 0,
	monitors: {},
	approvals: [],
	always: [],
	counters: { events: 0, runs: 0, approvals: 0, monitors: 0, turns: 0 },
};

/** Events kept in memory per monitor, by number and by characters of text. */
export const eventBounds = { count: 1000, characters: 1_000_000 } as const;
/** Messages of the conversation kept in memory, by number and by characters. */
export const messageBounds = { count: 2000, characters: 4_000_000 } as const;
