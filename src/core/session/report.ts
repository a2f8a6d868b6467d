import type { Event } from "../../model/event.ts";
import { wordsOf } from "../../model/monitor.ts";
import type { Message } from "../../model/turn.ts";
import { allEvents, allMonitors, talkOf } from "./select.ts";
import type { EventCounts, Monitor, State } from "./state.ts";

/** One line of `monmux ls --json`. Times are ISO 8601 with milliseconds. */
export type MonitorRow = {
	id: string;
	name: string;
	/** The command, or `ws` with the URL and the sub-protocols that it listens to. */
	command: readonly string[];
	state: Monitor["state"];
	exitCode: number | null;
	signal: string | null;
	policy: Monitor["policy"];
	sandboxed: boolean;
	startedAt: string;
	events: EventCounts;
};

/** One line of `monmux events --json`. `monitor` is the name. */
export type EventRow = Pick<Event, "id" | "seq" | "text" | "lines" | "cut" | "verdict"> & {
	monitor: string;
	at: string;
	deliveredAt: string | null;
};

/** One line of `monmux transcript --json`. */
export type TranscriptRow = {
	at: string;
	from: Message["from"];
	text: string;
	events: readonly string[];
	turn: string | null;
};

/** Turns milliseconds since the epoch into ISO 8601. The core reads no clock, so the caller gives it. */
export type FormatTime = (ms: number) => string;

/** Every monitor as a row. */
export function monitorRows(state: State, iso: FormatTime): MonitorRow[] {
	return allMonitors(state).map((monitor) => ({
		id: monitor.id,
		name: monitor.spec.name,
		command: wordsOf(monitor.spec),
		state: monitor.state,
		exitCode: monitor.exitCode ?? null,
		signal: monitor.signal ?? null,
		policy: monitor.policy,
		sandboxed: monitor.sandboxed,
		startedAt: iso(monitor.startedAt),
		events: monitor.counts,
	}));
}

/** Every event that is kept as a row, oldest first. */
export function eventRows(state: State, iso: FormatTime): EventRow[] {
	return allEvents(state).map((event) => eventRow(state, event, iso));
}

/** One event as a row. */
export function eventRow(state: State, event: Event, iso: FormatTime): EventRow {
	return {
		id: event.id,
		monitor: state.monitors[event.monitor]?.spec.name ?? event.monitor,
		seq: event.seq,
		at: iso(event.at),
		text: event.text,
		lines: event.lines,
		cut: event.cut,
		verdict: event.verdict,
		deliveredAt: event.deliveredAt === undefined ? null : iso(event.deliveredAt),
	};
}

/** The conversation of an agent, or of the leading one, as rows, oldest first. */
export function transcriptRows(state: State, iso: FormatTime, agent?: string): TranscriptRow[] {
	return talkOf(state, agent).messages.map((message) => messageRow(message, iso));
}

/** One message as a row. */
export function messageRow(message: Message, iso: FormatTime): TranscriptRow {
	const { at, from, text, events, turn } = message;
	return { at: iso(at), from, text, events, turn: turn ?? null };
}
