import type { Message } from "../../../../model/turn.ts";
import type { Conversation } from "../../state.ts";
import { messageBounds } from "../../state.ts";

/** Adds messages to a conversation, numbered; the oldest go when there are too many. */
export function say(talk: Conversation, messages: readonly Omit<Message, "seq">[]): Conversation {
	const numbered = messages.map((message, index) => ({ ...message, seq: talk.said + index + 1 }));
	return { ...talk, said: talk.said + messages.length, messages: bounded([...talk.messages, ...numbered]) };
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
