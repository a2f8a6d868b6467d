import { formatDuration } from "../../base/duration.ts";
import type { EventDraft } from "../../model/event.ts";

/** The event that says no line came for so many milliseconds. */
export function silenceDraft(ms: number): EventDraft {
	const text = `no line for ${formatDuration(ms)}`;
	return { kind: "silence", text, lines: 0, cut: { lines: 0, bytes: 0 }, partial: false };
}
