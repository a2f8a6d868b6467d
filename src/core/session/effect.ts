import type { Approval } from "../../model/approval.ts";
import type { Event } from "../../model/event.ts";
import type { MonitorSpec } from "../../model/monitor.ts";
import type { Origin } from "../../model/turn.ts";

/** One turn as it is handed to an agent. */
export type Prompt = {
	readonly agent: string;
	readonly turn: string;
	readonly origin: Origin;
	/** The person's words; empty when monitors alone began the turn. */
	readonly text: string;
	/** Those of one monitor together, oldest first. */
	readonly events: readonly Event[];
	/** Outcomes of what the agent asked for. */
	readonly notes: readonly string[];
};

/** What the host has to do in the world. Effects are data; only the host's runner performs them. */
export type Effect =
	| { type: "start-monitor"; monitor: string; run: number; spec: MonitorSpec }
	| { type: "stop-monitor"; monitor: string; how: "term" | "kill" }
	/** It was cleared away: nothing of it is needed any more. */
	| { type: "forget-monitor"; monitor: string }
	| { type: "prompt"; prompt: Prompt }
	/** Says what urgent monitors told into the running turn; whether the agent took it comes back as a command. */
	| { type: "steer"; prompt: Prompt }
	/** The command "wake" is wanted at that time (ms since the epoch): something waits for it. */
	| { type: "wake"; at: number }
	| { type: "cancel-turn"; agent: string; turn: string }
	/** With `session` it goes on with that session of its own, where it can; with `login` it logs itself in by that way first. */
	| { type: "start-agent"; agent: string; kind: string; command?: string; session?: string; login?: string }
	| { type: "stop-agent"; agent: string }
	/** The person chose who leads; the next session begins with that one. */
	| { type: "remember-lead"; kind: string; command?: string }
	/** The person answered a permission; without a choice it is cancelled. */
	| { type: "answer-permission"; agent: string; approval: string; choice?: string }
	| { type: "remember"; approval: Approval };
