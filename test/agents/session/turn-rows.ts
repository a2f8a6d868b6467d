import { countOf } from "../../../src/base/format-count.ts";
import type { Entry } from "../../../src/model/entry.ts";

/** One turn, as the session's history has it. */
export type TurnRow = {
	/** Whose words began it, what it carried, whether the agent read a monitor in it, and how it ended. */
	readonly what: string;
	readonly over: boolean;
	/** What the agent said in it. */
	readonly words: string;
	/** Milliseconds between the request to end and the end; undefined when nobody asked. */
	readonly cancelMs: number | undefined;
};

/** Every turn that began, oldest first. */
export function turnRows(entries: readonly Entry[]): TurnRow[] {
	return entries.flatMap((entry) => (entry.type === "turn-started" ? [row(entry, entries)] : []));
}

function row(start: Extract<Entry, { type: "turn-started" }>, entries: readonly Entry[]): TurnRow {
	const own = entries.filter((entry) => "turn" in entry && entry.turn === start.turn);
	const end = own.find((entry) => entry.type === "turn-ended");
	const cancel = own.find((entry) => entry.type === "turn-cancelling");
	const words = own.map((entry) => (entry.type === "agent-said" && !entry.thought ? entry.text : "")).join("");
	const carried = [count(start.events.length, "event"), count(start.notes.length, "note")];
	const read = words.includes(readMark) ? ["read"] : [];
	return {
		what: [start.origin, ...carried.flat(), ...read, end?.stop ?? "running"].join(", "),
		over: end !== undefined,
		words,
		cancelMs: cancel && end && end.at - cancel.at,
	};
}

/** What our tool puts beside a monitor's output. The model repeats what a tool answered, so nobody else can have said it. */
const readMark = "what the script printed";

function count(number: number, noun: string): string[] {
	return number === 0 ? [] : [countOf(number, noun)];
}
