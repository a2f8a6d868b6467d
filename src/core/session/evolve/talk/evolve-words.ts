import { codePointBoundary } from "../../../../base/cut-text.ts";
import type { Entry } from "../../../../model/entry.ts";
import type { Message } from "../../../../model/turn.ts";
import type { Conversation, State } from "../../state.ts";
import { changeAgent, changeTalk } from "../change-agent.ts";
import { bounded, say } from "./say.ts";

type EntryOf<T extends Entry["type"]> = Extract<Entry, { type: T }>;

/** Characters of one message; more of the agent's words begin another one, so that the bounds on messages hold. */
const longestMessage = 100_000;

/** Words that go on join the agent's last message of the same turn and kind; others begin one. */
export function agentSaid(state: State, entry: EntryOf<"agent-said">): State {
	const { at, turn, text } = entry;
	const kind = entry.thought ? "thought" : "text";
	return changeTalk(state, entry.agent, (talk) => {
		const last = talk.messages.at(-1);
		const joins = entry.continues && last?.from === "agent" && last.turn === turn && last.kind === kind;
		if (joins && last.text.length + text.length <= longestMessage) {
			return { ...talk, messages: talk.messages.with(-1, { ...last, text: last.text + text }) };
		}
		const rest = { at, from: "agent", events: [], kind, ...(turn === undefined ? {} : { turn }) } as const;
		return say(
			talk,
			inPieces(text).map((piece) => ({ ...rest, text: piece, events: [] })),
		);
	});
}

/** A call of a tool is one message; told again, it replaces what was told before. */
export function toolTold(state: State, { at, agent, turn, call }: EntryOf<"tool-told">): State {
	const message: Omit<Message, "seq"> = {
		...{ at, from: "agent", text: call.title, events: [], kind: "tool", call },
		...(turn === undefined ? {} : { turn }),
	};
	return changeTalk(state, agent, (talk) => {
		const known = talk.messages.findLastIndex((one) => one.call?.id === call.id && one.turn === turn);
		const before = talk.messages[known];
		return before ? replace(talk, known, { ...before, text: call.title, call }) : say(talk, [message]);
	});
}

/** What the agent tells of itself besides words. */
export function agentTold(state: State, entry: EntryOf<"plan-told" | "usage-told" | "commands-told">): State {
	return changeAgent(state, entry.agent, (agent) => {
		switch (entry.type) {
			case "plan-told":
				return { ...agent, plan: entry.steps };
			case "usage-told":
				return { ...agent, usage: { ...agent.usage, ...entry.usage } };
			case "commands-told":
				return { ...agent, commands: entry.commands };
		}
	});
}

function replace(talk: Conversation, index: number, message: Message): Conversation {
	return { ...talk, messages: bounded(talk.messages.with(index, message)) };
}

/** A text of any length as the texts of messages. */
function inPieces(text: string): string[] {
	const pieces: string[] = [];
	let from = 0;
	while (text.length - from > longestMessage) {
		const end = codePointBoundary(text, from + longestMessage);
		pieces.push(text.slice(from, end));
		from = end;
	}
	return [...pieces, text.slice(from)];
}
