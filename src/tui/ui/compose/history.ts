import { allAgents } from "../../../core/session/select.ts";
import type { State } from "../../../core/session/state.ts";
import type { Composer, UiState } from "../ui-state.ts";
import { changeAll } from "./edit.ts";

/** Sent messages that are remembered. */
export const historyBound = 200;

/** A screen that has just opened knows what the person said in the session before, so that Up finds it again. */
export function rememberSaid(ui: UiState, state: State): UiState {
	const messages = allAgents(state).flatMap((agent) => agent.conversation.messages);
	const said = messages.filter((message) => message.from === "person").sort((a, b) => a.seq - b.seq);
	const texts = said.map((message) => message.text).filter((text, index, all) => text !== all[index - 1]);
	return { ...ui, composer: { ...ui.composer, history: texts.slice(-historyBound) } };
}

/** The message before the one that is shown; what was being written is kept. */
export function olderMessage(composer: Composer): Composer {
	const { history, recall } = composer;
	const index = recall === undefined ? history.length - 1 : recall - 1;
	const draft = recall === undefined ? composer.text : composer.draft;
	return index < 0 ? composer : recalled(composer, index, draft);
}

/** The message after the one that is shown, and after the newest what was being written. */
export function newerMessage(composer: Composer): Composer {
	const { history, recall, draft } = composer;
	if (recall === undefined) return composer;
	if (recall + 1 < history.length) return recalled(composer, recall + 1, draft);
	return { ...changeAll(composer, draft), draft: "" };
}

/** An empty composer after a message went out, which is remembered. */
export function sent(composer: Composer): Composer {
	const { text, history, killed } = composer;
	const others = history.at(-1) === text ? history.slice(0, -1) : history;
	return { text: "", cursor: 0, history: [...others, text].slice(-historyBound), draft: "", past: [], killed };
}

function recalled(composer: Composer, index: number, draft: string): Composer {
	return { ...changeAll(composer, composer.history[index] ?? ""), recall: index, draft };
}
