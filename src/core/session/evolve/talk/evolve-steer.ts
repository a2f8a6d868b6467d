import type { Entry } from "../../../../model/entry.ts";
import { ownAgent } from "../../select.ts";
import type { Conversation, State } from "../../state.ts";
import { changeTalk } from "../change-agent.ts";
import { deliverEvents, takeEventsBack } from "../evolve-event.ts";
import { chosenByPerson, quoteEvents, withMonitorTurn } from "./evolve-turn.ts";
import { say } from "./say.ts";

type EntryOf<T extends Entry["type"]> = Extract<Entry, { type: T }>;

/** Urgent events leave for the running turn; until it is known that they did not arrive, they are part of it. */
export function beginSteer(state: State, { at, agent, turn, events }: EntryOf<"steer-began">): State {
	const delivered = deliverEvents(state, { agent, events, at });
	const text = quoteEvents(state, events);
	const byPerson = chosenByPerson(state, events);
	return changeTalk(delivered, agent, (talk) => ({
		...say(talk, [{ at, from: "monitor", text, events, turn, kind: "text" }]),
		...withMonitorTurn(talk, { at, byPerson, limits: state.limits }),
		steering: { turn, events, message: talk.said + 1 },
	}));
}

/** They arrived, or they wait again. */
export function endSteer(state: State, { agent, taken }: EntryOf<"steer-ended">): State {
	if (!taken) return failSteer(state, agent);
	return changeTalk(state, agent, ({ steering: _steering, ...talk }) => talk);
}

/** What an agent was being told did not arrive: it waits again, and that turn is offered no more. */
export function failSteer(state: State, agent: string): State {
	const steering = ownAgent(state, agent)?.conversation.steering;
	if (!steering) return state;
	const ended = changeTalk(state, agent, ({ steering: _steering, ...talk }) => ({
		...deafen(talk, steering.turn),
		messages: talk.messages.filter((message) => message.seq !== steering.message),
	}));
	return takeEventsBack(ended, { agent, events: steering.events });
}

function deafen(talk: Conversation, turn: string): Conversation {
	return talk.turn?.id === turn ? { ...talk, turn: { ...talk.turn, deaf: true } } : talk;
}
