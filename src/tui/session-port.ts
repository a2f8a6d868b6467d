import type { State } from "../core/session/state.ts";
import type { LoginPlan } from "../model/agent.ts";
import type { ClientCommand } from "../model/command.ts";
import type { Entry } from "../model/entry.ts";
import type { Result } from "../model/failure.ts";
import type { Pulse, Rows, View } from "../wire/protocol.ts";

/** What the screen needs of a session. */
export type SessionPort = {
	state(): State;
	/** Called after entries were folded into the state. */
	onEntries(listener: (entries: readonly Entry[]) => void): void;
	onRows(listener: (panes: readonly Rows[]) => void): void;
	onPulse(listener: (pulse: Pulse) => void): void;
	command(command: ClientCommand): Promise<Result<unknown>>;
	/** The program of a way to log in to an agent; nothing is run for it. */
	login(asked: { agent: string; method: string }): Promise<Result<LoginPlan>>;
	view(view: View): void;
	input(monitor: string, bytes: Uint8Array): void;
	search(monitor: string, pattern: string): Promise<Result<{ offsets: number[] }>>;
	/** Files of the session's directory whose paths begin so, or else hold it; a bounded list, the nearest first. Never fails. */
	files(prefix: string): Promise<readonly string[]>;
	/** Ends the session. */
	stop(): Promise<Result<unknown>>;
	/** Resolves with the reason when the host is gone. */
	readonly closed: Promise<string>;
};
