import type { Entry } from "../../../model/entry.ts";
import type { Event } from "../../../model/event.ts";
import type { Message } from "../../../model/turn.ts";
import { allMonitors } from "../select.ts";
import type { Conversation, State } from "../state.ts";
import { messageBounds } from "../state.ts";
import { deliverEvents } from "./evolve-event.ts";
import { highest } from "./highest.ts";

type EntryOf<T extends Entry["type"]> = Extract<Entry, { type: T }>;

const hourMs = 3_600_000;
/** Characters of one message; more of the agent's words begin another one, so that the bounds on messages hold. */
const longestMessage = 100_000;

/** The person's message waits for the running turn to end. */
export function queueMessage(state: State, text: string): State {
	return talk(state, (conversation) => ({ ...conversation, queued: [...conversation.queued, text] }));
}

/** A turn began: its words and its events enter the conversation. */
export function startTurn(state: State, entry: EntryOf<"turn-started">): State {
	const { at, turn, origin, text, events } = entry;
	const messages: Omit<Message, "seq">[] = [];
	if (text !== "") messages.push({ at, from: "person", text, events: [], turn });
	if (events.length > 0) messages.push({ at, from: "monitor", text: quoteEvents(state, events), events, turn });
	const delivered = deliverEvents(state, events, at);
	const byPerson = origin === "person" || chosenByPerson(state, events);
	return talk(delivered, (conversation) => ({
		...say(conversation, messages),
		turn: { id: turn, origin, startedAt: at, cancelling: false },
		turns: highest(conversation.turns, turn),
		queued: conversation.queued[0] === text ? conversation.queued.slice(1) : conversation.queued,
		turnsInRow: byPerson ? 0 : conversation.turnsInRow + 1,
		turnTimes: [...conversation.turnTimes.filter((time) => time > at - hourMs), ...(origin === "monitor" ? [at] : [])],
	}));
}

/** The agent's words join its last message of the same turn, or begin one; one message does not grow without a bound. */
export function agentSaid(state: State, entry: EntryOf<"agent-said">): State {
	const { at, turn, text } = entry;
	return talk(state, (conversation) => {
		const last = conversation.messages.at(-1);
		const joins = turn !== undefined && last?.from === "agent" && last.turn === turn;
		if (joins && last.text.length + text.length <= longestMessage) {
			return { ...conversation, messages: conversation.messages.with(-1, { ...last, text: last.text + text }) };
		}
		return say(conversation, [{ at, from: "agent", text, events: [], ...(turn === undefined ? {} : { turn }) }]);
	});
}

/** A turn ended; what went wrong is said. */
export function endTurn(state: State, entry: EntryOf<"turn-ended">): State {
	return talk(state, (conversation) => {
		if (conversation.turn?.id !== entry.turn) return conversation;
		const { turn: _turn, ...idle } = conversation;
		if (entry.stop === "done") return idle;
		const text = entry.stop === "cancelled" ? "interrupted" : `the agent failed: ${entry.error ?? "no reason given"}`;
		return say(idle, [{ at: entry.at, from: "host", text, events: [], turn: entry.turn }]);
	});
}

/** Something nobody said. */
export function notice(state: State, entry: EntryOf<"noticed">): State {
	return talk(state, (conversation) =>
		say(conversation, [{ at: entry.at, from: "host", text: entry.text, events: [] }]),
	);
}

/** Whether the person sent one of the events: then the person took part in the turn. */
function chosenByPerson(state: State, ids: readonly string[]): boolean {
	const chosen = new Set(ids);
	return allMonitors(state).some((monitor) =>
		monitor.events.some((event) => event.by === "person" && chosen.has(event.id)),
	);
}

function talk(state: State, change: (conversation: Conversation) => Conversation): State {
	return { ...state, conversation: change(state.conversation) };
}

function say(conversation: Conversation, messages: readonly Omit<Message, "seq">[]): Conversation {
	const numbered = messages.map((message, index) => ({ ...message, seq: conversation.said + index + 1 }));
	return {
		...conversation,
		said: conversation.said + messages.length,
		messages: bounded([...conversation.messages, ...numbered]),
	};
}

/** `name · 2 events` and their text, one block a monitor. */
function quoteEvents(state: State, ids: readonly string[]): string {
	const wanted = new Set(ids);
	const blocks: string[] = [];
	for (const monitor of Object.values(state.monitors)) {
		const events: Event[] = monitor.events.filter((event) => wanted.has(event.id));
		if (events.length === 0) continue;
		const title = `${monitor.spec.name} · ${events.length} ${events.length === 1 ? "event" : "events"}`;
		blocks.push([title, ...events.map((event) => event.text)].join("\n"));
	}
	return blocks.join("\n");
}

function bounded(messages: readonly Message[]): readonly Message[] {
	let characters = 0;
	let from = messages.length;
	while (from > 0 && messages.length - from < messageBounds.count) {
		characters += messages[from - 1]?.text.length ?? 0;
		if (characters > messageBounds.characters && from < messages.length) break;
		from -= 1;
	}
	return from === 0 ? messages : messages.slice(from);
}
