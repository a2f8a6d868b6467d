import type { Conversation, State } from "../../../src/core/session/state.ts";
import type { Message } from "../../../src/model/turn.ts";
import type { UiState } from "../../../src/tui/ui/ui-state.ts";
import { selectTalk, type Talk } from "../../../src/tui/views/talk/talk.ts";
import { sampleAgent, sampleMessage, sampleState, sampleUi } from "../paint/samples.ts";

/** A session whose conversation holds these messages, numbered in order. */
export function talkState(messages: readonly Partial<Message>[], changes: Partial<Conversation> = {}): State {
	const numbered = messages.map((message, index) => sampleMessage({ seq: index + 1, ...message }));
	return sampleState({
		agents: { claude: sampleAgent({}, { messages: numbered, said: numbered.length, ...changes }) },
	});
}

/** One for all samples, since a composer is compared by identity. */
const { composer } = sampleUi();

/** What the conversation shows of a session in a box of `width` × `height` cells. */
export function talkOf(state: State, ui: Partial<UiState> = {}, size = { width: 50, height: 16 }): Talk {
	return selectTalk({ state, ui: sampleUi({ composer, ...ui }), rect: { x: 0, y: 1, ...size } });
}

/** A composer with a text and its cursor, at the end unless it is given. */
export function composerWith(text: string, cursor = text.length): UiState["composer"] {
	return { ...sampleUi().composer, text, cursor };
}
