import type { EventDraft, EventKind } from "../../../src/model/event.ts";

/** A draft of `lines` lines that read `text 1`, `text 2`, … */
export function draftOf(text: string, lines = 1, more: Partial<EventDraft> = {}): EventDraft {
	const texts = Array.from({ length: lines }, (_, index) => (lines === 1 ? text : `${text} ${index + 1}`));
	return { kind: "output", text: texts.join("\n"), lines, cut: { lines: 0, bytes: 0 }, partial: false, ...more };
}

/** A draft of another kind than output. */
export function noticeOf(kind: EventKind): EventDraft {
	return draftOf(kind, 1, { kind });
}
