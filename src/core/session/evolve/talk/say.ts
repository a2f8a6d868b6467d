import type { Message } from "../../../../model/turn.ts";
import type { Conversation } from "../../state.ts";
import { messageBounds } from "../../state.ts";

/** Adds messages to a conversation, numbered; the oldest go when there are too many. */
export function say(talk: Conversation, messages: readonly Omit<Message, "seq">[]): Conversation {
	const numbered = messages.map((message, index) => ({ ...message, seq: talk.said + index + 1 }));
	return { ...talk, said: talk.said + messages.length, messages: bounded([...talk.messages, ...numbered]) };
}

/** The newest messages within the bounds, never without the very newest. */
export function bounded(messages: readonly Message[]): readonly Message[] {
	let characters = 0;
	let from = messages.length;
	while (from > 0 && messages.length - from < messageBounds.count) {
		characters += sizeOf(messages[from - 1]);
		if (characters > messageBounds.characters && from < messages.length) break;
		from -= 1;
	}
	return from === 0 ? messages : messages.slice(from);
}

/** Characters of a message; what a tool found or changed is most of it. */
function sizeOf(message: Message | undefined): number {
	const { text = "", call } = message ?? {};
	const changes = call?.diffs.reduce((sum, { before, after }) => sum + before.length + after.length, 0) ?? 0;
	return text.length + (call?.output.length ?? 0) + changes;
}
