import type { Approval } from "../../model/approval.ts";
import type { Event } from "../../model/event.ts";
import type { MonitorSpec } from "../../model/monitor.ts";
import type { Origin } from "../../model/turn.ts";

/** One turn as it is handed to an agent. */
export type Prompt = {
	readonly turn: string;
	readonly origin: Origin;
	/** The person's words; empty when monitors alone began the turn. */
	readonly text: string;
	/** Oldest first. */
	readonly events: readonly Event[];
};

/** What the host has to do in the world. Effects are data; only the host's runner performs them. */
export type Effect =
	| { type: "start-monitor"; monitor: string; run: number; spec: MonitorSpec }
	| { type: "stop-monitor"; monitor: string; how: "term" | "kill" }
	/** It was cleared away: nothing of it is needed any more. */
	| { type: "forget-monitor"; monitor: string }
	| { type: "prompt"; prompt: Prompt }
	| { type: "cancel-turn"; turn: string }
	| { type: "remember"; approval: Approval };
