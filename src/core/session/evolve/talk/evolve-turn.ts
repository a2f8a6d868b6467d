import { countOf } from "../../../../base/format-count.ts";
import type { Entry, Limits } from "../../../../model/entry.ts";
import type { Event } from "../../../../model/event.ts";
import type { Message } from "../../../../model/turn.ts";
import { highest } from "../../highest.ts";
import { allMonitors, ownAgent } from "../../select.ts";
import type { Conversation, State, Turn } from "../../state.ts";
import { changeTalk } from "../change-agent.ts";
import { deliverEvents, takeEventsBack } from "../evolve-event.ts";
import { say } from "./say.ts";

type EntryOf<T extends Entry["type"]> = Extract<Entry, { type: T }>;

const hourMs = 3_600_000;

/** The person's message waits for the running turn to end. */
export function queueMessage(state: State, { agent, text }: EntryOf<"message-queued">): State {
	return changeTalk(state, agent, (talk) => ({ ...talk, queued: [...talk.queued, text] }));
}

/** The person took a waiting message back. */
export function unqueueMessage(state: State, { agent, index }: EntryOf<"message-unqueued">): State {
	return changeTalk(state, agent, (talk) => ({ ...talk, queued: talk.queued.toSpliced(index, 1) }));
}

/** An outcome waits for the agent's next turn. */
export function queueNote(state: State, { agent, text }: EntryOf<"note-queued">): State {
	return changeTalk(state, agent, (talk) => ({ ...talk, notes: [...talk.notes, text] }));
}

/** A turn began: its words, its events and its notes enter the conversation. */
export function startTurn(state: State, entry: EntryOf<"turn-started">): State {
	const { at, agent, turn, origin, text, events, notes } = entry;
	const messages: Omit<Message, "seq">[] = [];
	const add = (from: Message["from"], text: string, carried: string[] = []) =>
		messages.push({ at, from, text, events: carried, turn, kind: "text" });
	if (text !== "") add("person", text);
	// An outcome is no monitor's word: who reads must never take one for the other.
	if (notes.length > 0) add("host", notes.join("\n"));
	if (events.length > 0) add("monitor", quoteEvents(state, events), events);
	const counters = { ...state.counters, turns: highest(state.counters.turns, turn) };
	const delivered = deliverEvents({ ...state, counters }, { agent, events, at });
	const byPerson = chosenByPerson(state, events);
	return changeTalk(delivered, agent, (talk) => ({
		...say(talk, messages),
		turn: { id: turn, origin, startedAt: at, cancelling: false, handed: { text, events, notes } },
		queued: talk.queued[0] === text ? talk.queued.slice(1) : talk.queued,
		notes: talk.notes.slice(notes.length),
		...(origin === "monitor" ? withMonitorTurn(talk, { at, byPerson, limits: state.limits }) : { turnsInRow: 0 }),
	}));
}

/** What the loop breakers count: one more thing that monitors made the agent do. No more times are kept than count. */
export function withMonitorTurn(
	talk: Conversation,
	{ at, byPerson, limits }: { at: number; byPerson: boolean; limits: Limits },
): Pick<Conversation, "turnsInRow" | "turnTimes"> {
	const times = [...talk.turnTimes.filter((time) => time > at - hourMs), at];
	return {
		turnsInRow: byPerson ? 0 : talk.turnsInRow + 1,
		turnTimes: times.slice(-Math.max(1, limits.turnsPerHour)),
	};
}

/** The end of the running turn was asked for. */
export function cancelTurn(state: State, { agent, turn }: EntryOf<"turn-cancelling">): State {
	return changeTalk(state, agent, (talk) =>
		talk.turn?.id === turn ? { ...talk, turn: { ...talk.turn, cancelling: true } } : talk,
	);
}

/** A turn ended; what went wrong is said, and what was not begun waits again. */
export function endTurn(state: State, entry: EntryOf<"turn-ended">): State {
	const turn = ownAgent(state, entry.agent)?.conversation.turn;
	if (turn?.id !== entry.turn) return state;
	const ended = changeTalk(state, entry.agent, (talk) => {
		const { turn: _turn, ...idle } = talk;
		if (entry.stop === "done") return idle;
		return say(idle, [{ at: entry.at, from: "host", text: endWords(entry), events: [], turn: turn.id, kind: "text" }]);
	});
	return entry.returned && turn.handed ? returnTurn(ended, entry.agent, turn.handed) : ended;
}

function endWords({ stop, error, returned }: EntryOf<"turn-ended">): string {
	if (stop === "cancelled") return "interrupted";
	if (returned) return "nothing was done, since nobody is logged in; this goes out again after the login";
	return `the agent failed: ${error ?? "no reason given"}`;
}

/** The agent did nothing of a turn: its words are the next ones again, and its events and outcomes wait. */
function returnTurn(state: State, agent: string, { text, events, notes }: NonNullable<Turn["handed"]>): State {
	return changeTalk(takeEventsBack(state, { agent, events }), agent, (talk) => ({
		...talk,
		queued: text === "" ? talk.queued : [text, ...talk.queued],
		notes: [...notes, ...talk.notes],
	}));
}

/** Something nobody said is told in every conversation, since a person may look at any. */
export function notice(state: State, { at, text }: EntryOf<"noticed">): State {
	const message: Omit<Message, "seq"> = { at, from: "host", text, events: [], kind: "text" };
	return Object.keys(state.agents).reduce((after, id) => changeTalk(after, id, (talk) => say(talk, [message])), state);
}

/** A turn of events that the person sent is the person's doing, as far as loops are concerned. */
export function chosenByPerson(state: State, ids: readonly string[]): boolean {
	const wanted = new Set(ids);
	return allMonitors(state).some((monitor) =>
		monitor.events.some((event) => wanted.has(event.id) && event.by === "person"),
	);
}

/** `name · 2 events` and their text, one block a monitor. */
export function quoteEvents(state: State, ids: readonly string[]): string {
	const wanted = new Set(ids);
	const blocks: string[] = [];
	for (const monitor of allMonitors(state)) {
		const events: Event[] = monitor.events.filter((event) => wanted.has(event.id));
		if (events.length === 0) continue;
		const title = `${monitor.spec.name} · ${countOf(events.length, "event")}`;
		blocks.push([title, ...events.map((event) => event.text)].join("\n"));
	}
	return blocks.join("\n");
}
